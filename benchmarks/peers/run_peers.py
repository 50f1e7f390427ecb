#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Runs Lotse and its peers on the same leads and prints one table.

Usage: run_peers.py PEER_JOB PEERS [--leads N] [--sample N] [--rounds N]

PEER_JOB is the program of that name, PEERS the folder in which script/fetch_peers
installed the others (one that is not there is left out with a word). All of them
compare their answers with those that peer_job wrote; if some differ, that is an
error. Each round runs every program once and repeats the work in it three times;
the fastest counts.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys

REPETITIONS = '3'
# Whose time the others' are divided by, on as many threads.
YARDSTICK = 'Lotse'
HERE = pathlib.Path(__file__).resolve().parent


def commands(arguments, folder):
    """What measures, in the order of the table: peers' names and the command."""
    python = arguments.peers / 'python/bin/python'
    node = shutil.which('node')
    modules = arguments.peers / 'node'
    yield 'C++', [arguments.peer_job, 'measure', arguments.leads, REPETITIONS]
    yield ('DuckDB, numpy', [python, HERE / 'measure_tables.py', folder, REPETITIONS]
           if python.exists() else None)
    yield ('GoRules ZEN, json-rules-engine',
           [node, HERE / 'measure_engines.mjs', modules, folder, arguments.sample,
            REPETITIONS] if node and modules.exists() else None)


def run(command):
    """The lines that a program printed."""
    process = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                             text=True, check=False)
    if process.returncode != 0:
        sys.exit(f'{pathlib.Path(str(command[0])).name} failed')
    return [json.loads(line) for line in process.stdout.splitlines()]


def measure(arguments, folder):
    """The fastest result of each peer and number of threads; who was left out."""
    fastest, skipped = {}, {}
    for round_number in range(arguments.rounds):
        print(f'round {round_number + 1} of {arguments.rounds}', file=sys.stderr, flush=True)
        for names, command in commands(arguments, folder):
            if command is None:
                skipped[names] = 'not installed: script/fetch_peers'
                continue
            for result in run(command):
                if 'skipped' in result:
                    skipped[result['peer']] = result['skipped']
                    continue
                key = (result['peer'], result['threads'])
                if key not in fastest or result['ns'] < fastest[key]['ns']:
                    fastest[key] = result
    return fastest, skipped


def number_text(value):
    return f'{value:,.0f}' if value >= 100 else f'{value:.3g}'


def print_table(fastest, skipped):
    width = max(len(peer) for peer, _ in fastest)
    for threads, clock in ((1, 'processor time'), (2, 'wall time')):
        rows = sorted((r for r in fastest.values() if r['threads'] == threads),
                      key=lambda r: r['ns'])
        yardstick = fastest.get((YARDSTICK, threads))
        if not rows or not yardstick:
            continue
        head = f'{threads} thread{"s" * (threads > 1)}, {clock}'
        print(f'\n{head:<{width}}  {"leads":>9}  {"ns a lead":>9}  {"x Lotse":>8}')
        for row in rows:
            ratio = row['ns'] / yardstick['ns']
            print(f'{row["peer"]:<{width}}  {row["leads"]:>9,}'
                  f'  {number_text(row["ns"]):>9}  {number_text(ratio):>8}')
    for peer, why in skipped.items():
        print(f'left out: {peer} ({why})')
    print('All points and categories are equal.')


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('peer_job', type=pathlib.Path)
    parser.add_argument('peers', type=pathlib.Path)
    parser.add_argument('--leads', type=int, default=1000000)
    parser.add_argument('--sample', type=int, default=2000,
                        help='leads for the rule engines, which are slow')
    parser.add_argument('--rounds', type=int, default=3)
    arguments = parser.parse_args()
    folder = arguments.peers / 'job'
    folder.mkdir(parents=True, exist_ok=True)
    run([arguments.peer_job, 'write', folder, arguments.leads])
    print_table(*measure(arguments, folder))


if __name__ == '__main__':
    main()
