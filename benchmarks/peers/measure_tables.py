#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Measures DuckDB and numpy on the job that peer_job writes.

Usage: measure_tables.py DIR ROUNDS

Prints a line of JSON for each, as peer_job does, or {"peer": ..., "skipped": why}.
SQL and array expressions are made from the conditions in DIR/spec.json.
"""

import json
import pathlib
import sys
import time

try:
    import numpy
except ImportError:
    numpy = None


def only(value):
    """The content of a dictionary with one key: its key and value."""
    (key, content), = value.items()
    return key, content


class Job:
    """The rules, and the columns as arrays."""

    def __init__(self, folder):
        spec = json.loads((folder / 'spec.json').read_text(encoding='utf-8'))
        about = json.loads((folder / 'leads.json').read_text(encoding='utf-8'))
        (group,) = spec['scoring']['groups']
        self.rules = group['rules']
        self.limits = [c['from'] for c in spec['scoring']['categories'][1:]]
        self.leads = about['leads']
        self.words = about['words']
        self.types = {a['key']: a['type'].removeprefix('VALUE_TYPE_').lower()
                      for a in spec['schema']['lead']}
        kinds = {'text': numpy.uint8, 'boolean': numpy.int8}
        self.columns = {
            name: numpy.fromfile(folder / f'{name}.bin', kinds.get(kind, numpy.float64))
            for name, kind in self.types.items()}
        self.points = numpy.fromfile(folder / 'points.bin', numpy.int16)
        self.categories = numpy.fromfile(folder / 'category.bin', numpy.uint8)

    def check(self, peer, points, categories):
        if not (numpy.array_equal(points, self.points)
                and numpy.array_equal(categories, self.categories)):
            sys.exit(f'{peer}: the answers differ')


COMPARISONS = {'EQUAL': '=', 'NOT_EQUAL': '<>', 'LESS': '<', 'LESS_EQUAL': '<=',
               'GREATER': '>', 'GREATER_EQUAL': '>='}


def parts(predicate):
    """Attribute, operator and values of a predicate."""
    operator = predicate['op'].removeprefix('PREDICATE_OP_')
    values = [only(value) for value in predicate.get('values', [])]
    return predicate['operand']['fact']['name'], operator, values


# ---------------------------------------------------------------------------
# DuckDB.


def sql_value(kind, value):
    if kind == 'text':
        return "'" + value.replace("'", "''") + "'"
    return str(value).upper() if kind == 'boolean' else str(value)


def sql(condition):
    kind, content = only(condition)
    if kind == 'predicate':
        name, operator, values = parts(content)
        if operator == 'IS_MISSING':
            return f'{name} IS NULL'
        texts = [sql_value(*value) for value in values]
        if operator == 'IN':
            return f'{name} IN ({", ".join(texts)})'
        return f'{name} {COMPARISONS[operator]} {texts[0]}'
    inner = [f'({sql(c)})' for c in content['conditions']]
    if kind == 'noneOf':
        # A condition on what is missing does not hold, so that "not" does.
        return ' AND '.join(f'NOT coalesce({c}, FALSE)' for c in inner)
    return {'allOf': ' AND ', 'anyOf': ' OR '}[kind].join(inner)


def arrow_table(job, pyarrow):
    arrays = {}
    for name, column in job.columns.items():
        kind = job.types[name]
        if kind == 'text':
            missing = column == 0
            words = numpy.array([''] + job.words[name], dtype=object)
            arrays[name] = pyarrow.array(words[column], pyarrow.string(), mask=missing)
        elif kind == 'boolean':
            arrays[name] = pyarrow.array(column == 1, mask=column < 0)
        else:
            missing = numpy.isnan(column)
            if kind == 'integer':
                column = numpy.where(missing, 0, column).astype(numpy.int32)
            arrays[name] = pyarrow.array(column, mask=missing)
    return pyarrow.table(arrays)


def measure_duckdb(job, rounds):
    try:
        import duckdb
        import pyarrow
    except ImportError as error:
        yield {'peer': 'DuckDB', 'skipped': str(error)}
        return
    points = ' + '.join(
        f'CASE WHEN {sql(rule["when"])} THEN {rule["points"]} ELSE 0 END'
        for rule in job.rules)
    category = ' + '.join(f'(points >= {limit})::INTEGER' for limit in job.limits)
    query = ('CREATE OR REPLACE TABLE scores AS SELECT points, '
             f'{category} AS category FROM (SELECT {points} AS points FROM leads)')
    connection = duckdb.connect()
    table = arrow_table(job, pyarrow)
    connection.register('source', table)
    connection.execute('CREATE TABLE leads AS SELECT * FROM source')
    connection.unregister('source')
    del table
    for threads, clock in ((1, time.process_time), (2, time.perf_counter)):
        connection.execute(f'SET threads = {threads}')
        connection.execute(query)
        found = connection.execute('SELECT points, category FROM scores').fetchnumpy()
        job.check('DuckDB', found['points'], found['category'])
        best = float('inf')
        for _ in range(rounds):
            start = clock()
            connection.execute(query)
            best = min(best, clock() - start)
        yield {'peer': f'DuckDB {duckdb.__version__}, SQL', 'threads': threads,
               'leads': job.leads, 'ns': best * 1e9 / job.leads}


# ---------------------------------------------------------------------------
# numpy.

ARRAY_COMPARISONS = {'EQUAL': '==', 'NOT_EQUAL': '!=', 'LESS': '<', 'LESS_EQUAL': '<=',
                     'GREATER': '>', 'GREATER_EQUAL': '>='}


def array_code(condition, job):
    """The condition as Python code over arrays of numbers and codes."""
    kind, content = only(condition)
    if kind == 'predicate':
        name, operator, values = parts(content)
        if operator == 'IS_MISSING':
            return f'numpy.isnan({name})'
        codes = [str(job.words[name].index(v) + 1) if k == 'text'
                 else str(int(v)) if k == 'boolean' else str(v) for k, v in values]
        if operator == 'IN':
            return '(' + ' | '.join(f'({name} == {code})' for code in codes) + ')'
        test = f'({name} {ARRAY_COMPARISONS[operator]} {codes[0]})'
        if operator == 'NOT_EQUAL':
            return f'({test} & ({name} != 0))'
        return test
    inner = [array_code(c, job) for c in content['conditions']]
    if kind == 'noneOf':
        return '~(' + ' | '.join(inner) + ')'
    return '(' + {'allOf': ' & ', 'anyOf': ' | '}[kind].join(inner) + ')'


def measure_numpy(job, rounds):
    lines = ['def score(points, categories):', '  points[:] = 0']
    for rule in job.rules:
        lines.append(f'  points += {array_code(rule["when"], job)}.view(numpy.int8)'
                     f' * numpy.int8({rule["points"]})')
    lines.append('  categories[:] = 0')
    lines += [f'  categories += points >= {limit}' for limit in job.limits]
    names = {'numpy': numpy}
    for name, column in job.columns.items():
        is_number = job.types[name] in ('integer', 'number')
        names[name] = column.astype(numpy.float32) if is_number else column
    exec('\n'.join(lines), names)  # Made from our own rules, above.
    points = numpy.zeros(job.leads, numpy.int16)
    categories = numpy.zeros(job.leads, numpy.uint8)
    names['score'](points, categories)
    job.check('numpy', points, categories)
    best = float('inf')
    for _ in range(rounds):
        start = time.process_time()
        names['score'](points, categories)
        best = min(best, time.process_time() - start)
    yield {'peer': f'numpy {numpy.__version__}, codes and float32', 'threads': 1,
           'leads': job.leads, 'ns': best * 1e9 / job.leads}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if numpy is None:
        for peer in ('DuckDB', 'numpy'):
            print(json.dumps({'peer': peer, 'skipped': 'numpy is not installed'}))
        return
    job = Job(pathlib.Path(sys.argv[1]))
    for measure in (measure_duckdb, measure_numpy):
        for result in measure(job, int(sys.argv[2])):
            print(json.dumps(result), flush=True)


if __name__ == '__main__':
    main()
