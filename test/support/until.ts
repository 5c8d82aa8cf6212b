/** Calls `done` until it gives something, between frames. */
export async function until<T>(done: () => T | undefined | null | false): Promise<T> {
  for (;;) {
    const result = done();
    if (result) return result;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Lets what is under way in promises, streams and the database get on, without waiting for any of it. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
  }
}
