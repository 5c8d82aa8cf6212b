import { afterEach } from 'node:test';
import { type Page, PLAN, World, type WorldOptions } from './world.js';

/**
 * Opens worlds for a test file. By default they have no faults and have Web Locks, and orders are delivered at once.
 * Each test's worlds are closed after it.
 */
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
