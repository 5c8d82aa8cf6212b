// WebKitGTK's driver on a virtual screen. The unit runner and the journeys share it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts Xvfb on a display number that Xvfb chooses. Returns it when it accepts clients. */
function startScreen(xvfb) {
  const child = spawn(
    xvfb,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3].once('data', (data) => {
      resolve({ child, display: `:${String(data).trim()}` });
    });
  });
}

async function untilListening(port) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/status`);
      if (response.ok) return;
    } catch {
      // not up yet
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver did not start within a minute');
}

/** The capabilities of a session. */
export const webkitCapabilities = ({ miniBrowser }) => ({
  browserName: 'MiniBrowser',
  'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
});

/** Starts a screen and a driver on it. Resolves when the driver listens. One session runs at a time. */
export async function startWebKitDriver({ xvfb, driver }) {
  const { child: screen, display } = await startScreen(xvfb);
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
  });
  const stop = () => {
    child.kill();
    screen.kill();
  };
  process.once('exit', stop);
  try {
    await untilListening(port);
  } catch (error) {
    stop();
    throw error;
  }
  return { port, stop };
}
