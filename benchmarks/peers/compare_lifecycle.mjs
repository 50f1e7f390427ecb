// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Sends the events of lifecycle_peer_job to xstate actors with the same table,
// and prints what an event costs there, in Lotse, in Boost.MSM and in a switch.
//
// Usage: compare_lifecycle.mjs JOB MODULES FOLDER
//
// JOB is the program lifecycle_peer_job, MODULES where npm installed xstate,
// FOLDER a place for the job. Actors, Boost.MSM and the switch know states and
// guards and count tasks: no names, owners, clocks, scores or history.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [program, modules, folder] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'package.json'));
let xstate = null;
try {
  xstate = require('xstate');
} catch {
  console.log('xstate: left out, because it is not installed');
}
const leads = 500;
const eventsEach = 40;
// They run in turn, so that a machine that is slow for a while is so for all;
// the fastest round counts.
const turns = 3;
const rounds = 5;
const events = leads * eventsEach;
const path = join(folder, 'lifecycle_job.json');
const runLotse = () =>
  JSON.parse(
    execFileSync(program, [path, leads, eventsEach, rounds].map(String)),
  );
const fastest = {};
let job = null;

function makeMachine() {
  const states = {};
  for (const { from, event, to, guard, task } of job.ways) {
    states[from] ??= { on: {} };
    states[to] ??= { on: {} };
    states[from].on[event] = {
      target: to === from ? undefined : to,
      guard: guard || undefined,
      actions: task ? 'task' : [],
    };
  }
  return xstate
    .setup({
      guards: {
        captured: ({ context }) => context.complete && context.proof,
        handed: ({ context, event }) => event.human && !context.openDeal,
        human: ({ event }) => event.human,
        reason: ({ event }) => event.reason,
        human_with_reason: ({ event }) => event.human && event.reason,
      },
      actions: {
        task: xstate.assign({ tasks: ({ context }) => context.tasks + 1 }),
      },
    })
    .createMachine({
      id: 'lead',
      initial: 'new',
      context: { complete: true, proof: true, openDeal: false, tasks: 0 },
      states,
    });
}

// An actor for each lead, which stays in memory.
function keepActor(machine, log) {
  const actor = xstate.createActor(machine).start();
  for (const event of log) actor.send(event);
  return actor.getSnapshot().value;
}

// An actor for each event, made of the snapshot that a host has stored: as
// Decide, which takes a state and gives one.
function restoreActor(machine, log) {
  let snapshot;
  for (const event of log) {
    const actor = xstate.createActor(machine, { snapshot }).start();
    actor.send(event);
    snapshot = actor.getPersistedSnapshot();
    actor.stop();
  }
  return snapshot.value;
}

// The fastest round, in nanoseconds an event.
function measure(run) {
  const machine = makeMachine();
  let best = Infinity;
  for (let round = 0; round < rounds; ++round) {
    const start = process.cpuUsage();
    for (let i = 0; i < job.logs.length; ++i) {
      if (run(machine, job.logs[i]) !== job.ends[i]) {
        throw new Error('an actor ends elsewhere');
      }
    }
    const used = process.cpuUsage(start);
    const each = ((used.user + used.system) * 1000) / events;
    best = Math.min(best, each);
  }
  return best;
}

for (let turn = 0; turn < turns; ++turn) {
  const times = runLotse();
  job ??= JSON.parse(readFileSync(path, 'utf8'));
  if (xstate !== null) {
    times.restored = measure(restoreActor);
    times.kept = measure(keepActor);
  }
  for (const [name, time] of Object.entries(times)) {
    fastest[name] = Math.min(fastest[name] ?? Infinity, time);
  }
}

if (fastest.msm === undefined) {
  console.log('Boost.MSM: left out, because Boost was not there at build time');
}
console.log(`\n${events} events, processor time      ns an event   x decide`);
for (const [name, time] of [
  ['xstate actor, restored for each event', fastest.restored],
  ['xstate actor, kept in memory', fastest.kept],
  ['Lotse, Decide', fastest.decide],
  ['Lotse, Replay', fastest.replay],
  ['Lotse, Lifecycle::Take', fastest.take],
  ['Boost.MSM, states and guards', fastest.msm],
  ['switch by hand, states and guards', fastest.switch],
]) {
  if (time == null) continue;
  console.log(
    `${name.padEnd(38)}${time.toFixed(0).padStart(8)}` +
      `${(time / fastest.decide).toFixed(3).padStart(11)}`,
  );
}
