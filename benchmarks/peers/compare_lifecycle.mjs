// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Sends the events of lifecycle_peer_job to xstate actors with the same table,
// and prints what an event costs there and in Lotse.
//
// Usage: compare_lifecycle.mjs JOB MODULES FOLDER
//
// JOB is the program lifecycle_peer_job, MODULES where npm installed xstate,
// FOLDER a place for the job. The actors keep the state alone: no owners,
// clocks, tasks, scores, history or guards.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [program, modules, folder] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'package.json'));
let xstate;
try {
  xstate = require('xstate');
} catch {
  console.log('xstate: left out, because it is not installed');
  process.exit(0);
}
const leads = 500;
const eventsEach = 40;
const rounds = 5;
const path = join(folder, 'lifecycle_job.json');
const lotse = JSON.parse(
  execFileSync(program, [path, leads, eventsEach, rounds].map(String)),
);
const job = JSON.parse(readFileSync(path, 'utf8'));

const states = {};
for (const [from, event, to] of job.ways) {
  states[from] ??= { on: {} };
  states[to] ??= { on: {} };
  states[from].on[event] = to;
}
const machine = xstate.createMachine({ id: 'lead', initial: 'new', states });

function run() {
  const start = process.cpuUsage();
  for (let i = 0; i < job.logs.length; ++i) {
    const actor = xstate.createActor(machine).start();
    for (const event of job.logs[i]) actor.send({ type: event });
    if (actor.getSnapshot().value !== job.ends[i]) {
      throw new Error('an actor ends elsewhere');
    }
  }
  const used = process.cpuUsage(start);
  return ((used.user + used.system) * 1000) / lotse.events;
}

let actor = Infinity;
for (let i = 0; i < rounds; ++i) actor = Math.min(actor, run());

console.log(`\n${lotse.events} events, processor time      ns an event   x decide`);
for (const [name, time] of [
  ['xstate actor, states alone', actor],
  ['Lotse, Decide', lotse.decide],
  ['Lotse, Replay', lotse.replay],
  ['Lotse, Lifecycle::Take', lotse.take],
]) {
  console.log(
    `${name.padEnd(38)}${time.toFixed(0).padStart(8)}` +
      `${(time / lotse.decide).toFixed(2).padStart(11)}`,
  );
}
