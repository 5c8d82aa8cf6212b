import { afterEach } from 'node:test';
import { type Page, PLAN, World, type WorldOptions } from './world.js';

/** How a test file opens worlds: calm, with Web Locks, and orders that are delivered at once. Each test's are closed after it. */
export function openWorlds(): (options?: Partial<WorldOptions>) => World {
  const worlds: World[] = [];
  afterEach(() => {
    for (const world of worlds.splice(0)) world.close();
  });
  return (options = {}) => {
    const world = new World({
      ...{ seed: 1, scenario: { fulfilAfterMs: 0 }, troubles: [], locks: true, answers: [] },
      ...options,
    });
    worlds.push(world);
    return world;
  };
}

/** A page that has just begun to buy. */
export async function buying(world: World, plan = PLAN): Promise<Page> {
  const page = world.open();
  await world.clock.pass(100);
  void page.session.buy(plan);
  return page;
}
