// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Measures GoRules ZEN and json-rules-engine on the first leads of the job that
// peer_job writes.
//
// Usage: measure_engines.mjs MODULES DIR LEADS ROUNDS
//
// MODULES is where npm installed them. Prints a line of JSON for each, as
// peer_job does, or {"peer": ..., "skipped": why}. Their rules are made from the
// conditions in DIR/spec.json; one lead a call, one after the other.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [modules, folder, leadsWanted, roundsWanted] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'package.json'));
const spec = JSON.parse(readFileSync(join(folder, 'spec.json'), 'utf8'));
const about = JSON.parse(readFileSync(join(folder, 'leads.json'), 'utf8'));
const size = Math.min(Number(leadsWanted), about.leads);
const rules = spec.scoring.groups[0].rules;
const limits = spec.scoring.categories.slice(1).map((c) => c.from);

// The first `size` elements of a file of Arrays.
function head(name, ArrayType) {
  const array = new ArrayType(size);
  const file = openSync(join(folder, `${name}.bin`), 'r');
  readSync(file, array, 0, array.byteLength, 0);
  closeSync(file);
  return array;
}

// The leads as records; what is missing is null.
function readLeads() {
  const leads = Array.from({ length: size }, () => ({}));
  for (const { key, type } of spec.schema.lead) {
    if (type === 'VALUE_TYPE_TEXT') {
      head(key, Uint8Array).forEach((code, i) => {
        leads[i][key] = code === 0 ? null : about.words[key][code - 1];
      });
    } else if (type === 'VALUE_TYPE_BOOLEAN') {
      head(key, Int8Array).forEach((flag, i) => {
        leads[i][key] = flag < 0 ? null : flag === 1;
      });
    } else {
      head(key, Float64Array).forEach((number, i) => {
        leads[i][key] = Number.isNaN(number) ? null : number;
      });
    }
  }
  return leads;
}

function only(object) {
  return Object.entries(object)[0];
}

// Attribute, operator and plain values of a predicate.
function parts(predicate) {
  const values = (predicate.values ?? []).map((value) => {
    const [kind, content] = only(value);
    return kind === 'integer' ? Number(content) : content;
  });
  const operator = predicate.op.replace('PREDICATE_OP_', '');
  return [predicate.operand.fact.name, operator, values];
}

// --------------------------------------------------------------------------
// ZEN: a decision table that collects the points of each row that holds.

const ZEN = {
  EQUAL: '==', NOT_EQUAL: '!=', LESS: '<', LESS_EQUAL: '<=', GREATER: '>',
  GREATER_EQUAL: '>=',
};

// An order of null is an error, with which the row does not hold; inside of "or"
// and "not" (`guarded`) that would be too much.
function zen(condition, guarded = false) {
  const [kind, content] = only(condition);
  if (kind === 'predicate') {
    const [name, operator, values] = parts(content);
    const literals = values.map((value) => JSON.stringify(value));
    if (operator === 'IS_MISSING') return `${name} == null`;
    if (operator === 'IN') return `${name} in [${literals.join(', ')}]`;
    const test = `${name} ${ZEN[operator]} ${literals[0]}`;
    const unsafe = operator === 'NOT_EQUAL' || (guarded && operator !== 'EQUAL');
    return unsafe ? `(${name} != null and ${test})` : test;
  }
  const inner = content.conditions.map(
    (c) => `(${zen(c, guarded || kind !== 'allOf')})`);
  if (kind === 'noneOf') return `not(${inner.join(' or ')})`;
  return inner.join(kind === 'allOf' ? ' and ' : ' or ');
}

function makeZen() {
  const { ZenEngine } = require('@gorules/zen-engine');
  const table = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when', field: '' }],
    outputs: [{ id: 'points', name: 'points', field: 'points' }],
    rules: rules.map((rule) => ({
      _id: rule.id, when: zen(rule.when), points: String(rule.points),
    })),
  };
  const graph = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in' },
      { id: 'rules', type: 'decisionTableNode', name: 'rules', content: table },
      { id: 'out', type: 'outputNode', name: 'out' },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'b', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(graph)));
  return async (lead) => {
    const { result } = await decision.evaluate(lead);
    return result.reduce((sum, row) => sum + row.points, 0);
  };
}

// --------------------------------------------------------------------------
// json-rules-engine: an event with points for each rule that holds.

const OPERATORS = {
  EQUAL: 'equal', NOT_EQUAL: 'notEqual', LESS: 'lessThan',
  LESS_EQUAL: 'lessThanInclusive', GREATER: 'greaterThan',
  GREATER_EQUAL: 'greaterThanInclusive', IN: 'in',
};

function tree(condition) {
  const [kind, content] = only(condition);
  if (kind === 'predicate') {
    const [fact, operator, values] = parts(content);
    if (operator === 'IS_MISSING') return { fact, operator: 'equal', value: null };
    const value = operator === 'IN' ? values : values[0];
    const test = { fact, operator: OPERATORS[operator], value };
    if (operator !== 'NOT_EQUAL') return test;
    return { all: [{ fact, operator: 'notEqual', value: null }, test] };
  }
  const inner = content.conditions.map(tree);
  if (kind === 'noneOf') return { not: { any: inner } };
  return kind === 'allOf' ? { all: inner } : { any: inner };
}

function makeJsonRules() {
  const { Engine } = require('json-rules-engine');
  const engine = new Engine();
  for (const rule of rules) {
    const conditions = tree(rule.when);
    engine.addRule({
      conditions: 'fact' in conditions ? { all: [conditions] } : conditions,
      event: { type: rule.id, params: { points: rule.points } },
    });
  }
  return async (lead) => {
    const { events } = await engine.run(lead);
    return events.reduce((sum, event) => sum + event.params.points, 0);
  };
}

// --------------------------------------------------------------------------

function versionOf(name) {
  return JSON.parse(
    readFileSync(join(modules, 'node_modules', name, 'package.json'), 'utf8')).version;
}

async function measure(peer, name, make) {
  let score;
  let version;
  try {
    score = make();
    version = versionOf(name);
  } catch (error) {
    const why = String(error.message).split('\n')[0];
    console.log(JSON.stringify({ peer, skipped: why }));
    return;
  }
  const leads = readLeads();
  const points = new Int16Array(size);
  const categories = new Uint8Array(size);
  const expectedPoints = head('points', Int16Array);
  const expectedCategories = head('category', Uint8Array);
  let best = Infinity;
  for (let round = 0; round < Number(roundsWanted); ++round) {
    const start = process.cpuUsage();
    for (let i = 0; i < size; ++i) {
      points[i] = await score(leads[i]);
      categories[i] = limits.filter((limit) => points[i] >= limit).length;
    }
    const used = process.cpuUsage(start);
    best = Math.min(best, used.user + used.system);
    for (let i = 0; i < size; ++i) {
      if (points[i] !== expectedPoints[i] || categories[i] !== expectedCategories[i]) {
        console.error(`${peer}: lead ${i}: the answers differ`);
        process.exit(1);
      }
    }
  }
  console.log(JSON.stringify({
    peer: `${peer} ${version}`, threads: 1, leads: size, ns: (best * 1000) / size,
  }));
}

await measure('GoRules ZEN', '@gorules/zen-engine', makeZen);
await measure('json-rules-engine', 'json-rules-engine', makeJsonRules);
