// Run machines of XState on what judge_xstate.py asks; JSON in, JSON out.
import { readFileSync } from "node:fs";
import { createActor, createMachine } from "xstate";

const { walks, machines, guards, facts } = JSON.parse(readFileSync(0, "utf8"));

// A guard holds unless the event says that it refuses.
const allows = (event, name) => !(event.refuse ?? []).includes(name);
const named = Object.fromEntries(guards.map((name) => [name, ({ event }) => allows(event, name)]));
const allOf = ({ event }, params) => params.guards.every((name) => allows(event, name));
const made = machines.map((config) =>
  createMachine(config, { guards: { ...named, allOf } }),
);

const walked = walks.map((events) => {
  const actor = createActor(made[0]).start();
  return events.map(([type, refuse]) => {
    const event = { type, refuse };
    const can = actor.getSnapshot().can(event);
    actor.send(event);
    return [actor.getSnapshot().value, can];
  });
});

// The code of a status stands in its meta: a key may be encoded.
const code = (state) => Object.values(state.getMeta())[0].code;
const grids = made.map((machine, number) =>
  Object.fromEntries(
    Object.keys(machine.states).map((key) => {
      const state = machine.resolveState({ value: key });
      const asked = facts[number].map((type) => {
        const actor = createActor(machine, { snapshot: state }).start();
        actor.send({ type });
        const can = [state.can({ type }), state.can({ type, refuse: guards })];
        return [type, [...can, code(actor.getSnapshot())]];
      });
      return [code(state), Object.fromEntries(asked)];
    }),
  ),
);

const { version } = JSON.parse(
  readFileSync(new URL("./node_modules/xstate/package.json", import.meta.url), "utf8"),
);
process.stdout.write(JSON.stringify({ version, walks: walked, grids }));
