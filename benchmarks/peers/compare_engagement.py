#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Compares engagement of Lotse and of DuckDB on the same activities.

Usage: compare_engagement.py JOB PEERS [--activities N] [--rounds N]

JOB is the program engagement_peer_job, PEERS the folder of script/fetch_peers,
whose Python must run this. DuckDB reads the log from its own table, on one thread;
the answers must be equal to 1e-6.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time

import numpy

LATER = 3 * 86400 * 1000000

# The earliest of a day count: up to the cap of the kind.
QUERY = '''
CREATE OR REPLACE TABLE answers AS
SELECT lead, sum(points * pow(2.0, -(({as_of} - occurred)::DOUBLE / half_life))) AS points
FROM (SELECT lead, kind, occurred, row_number() OVER
        (PARTITION BY lead, kind, occurred // 86400000000 ORDER BY occurred) AS number
      FROM activities WHERE occurred <= {as_of})
JOIN rules USING (kind) WHERE number <= cap GROUP BY lead
'''


def check(connection, expected):
    found = connection.execute('SELECT lead, points FROM answers').fetchnumpy()
    points = numpy.zeros(len(expected))
    points[found['lead']] = found['points']
    error = numpy.abs(points - expected)
    if not (error <= 1e-6 * (1 + numpy.abs(expected))).all():
        sys.exit(f'DuckDB: the answers differ by up to {error.max()}')


def fastest(connection, as_of, rounds):
    query = QUERY.format(as_of=as_of)
    best = float('inf')
    for _ in range(rounds):
        start = time.process_time()
        connection.execute(query)
        best = min(best, time.process_time() - start)
    return best


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('job', type=pathlib.Path)
    parser.add_argument('peers', type=pathlib.Path)
    parser.add_argument('--activities', type=int, default=10000000)
    parser.add_argument('--rounds', type=int, default=3)
    arguments = parser.parse_args()
    import duckdb  # pylint: disable=import-outside-toplevel
    import pyarrow  # pylint: disable=import-outside-toplevel
    folder = arguments.peers / 'engagement'
    folder.mkdir(parents=True, exist_ok=True)
    own = json.loads(subprocess.run(
        [str(arguments.job), str(folder), str(arguments.activities),
         str(arguments.rounds)], stdout=subprocess.PIPE, text=True, check=True).stdout)
    source = pyarrow.table({
        'lead': numpy.fromfile(folder / 'rows.bin', numpy.uint32),
        'kind': numpy.fromfile(folder / 'kinds.bin', numpy.uint32),
        'occurred': numpy.fromfile(folder / 'times.bin', numpy.int64)})
    connection = duckdb.connect()
    connection.execute('SET threads = 1')
    connection.register('source', source)
    connection.execute('CREATE TABLE activities AS SELECT * FROM source')
    connection.execute('CREATE TABLE rules (kind UINTEGER, points DOUBLE, '
                       'half_life DOUBLE, cap INTEGER)')
    for kind, rule in enumerate(own['rules']):
        connection.execute('INSERT INTO rules VALUES (?, ?, ?, ?)', [kind, *rule])
    now = fastest(connection, own['as_of'], arguments.rounds)
    check(connection, numpy.fromfile(folder / 'points.bin', numpy.float64))
    later = fastest(connection, own['as_of'] + LATER, arguments.rounds)
    check(connection, numpy.fromfile(folder / 'later.bin', numpy.float64))
    an_activity = now * 1e9 / own['activities']
    a_lead = later * 1e9 / own['leads']
    print(f'DuckDB {duckdb.__version__}, 1 thread: {an_activity:.1f} ns an activity')
    for name, unit, theirs in (('log', 'an activity', an_activity),
                               ('grouped', 'an activity', an_activity),
                               ('instant', 'a lead', a_lead)):
        print(f'Lotse, {name:<8} {own[name]:8.2f} ns {unit:<12}'
              f'{theirs / own[name]:8.1f} x')
    print('All points are equal to 1e-6.')


if __name__ == '__main__':
    main()
