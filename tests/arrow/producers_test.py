#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""What pyarrow, Polars and DuckDB make is read as it should be.

Usage: producers_test.py <liblotse_arrow_probe.so>

Runs under the interpreter that LOTSE_ARROW_PYTHON names, if there is one. Ends
with 77 (skipped) if the packages are missing.
"""

import ctypes
import datetime
import decimal
import os
import sys

OWN = os.environ.get('LOTSE_ARROW_PYTHON', '')
if OWN and os.path.exists(OWN) and not os.environ.get('LOTSE_ARROW_STARTED'):
  os.environ['LOTSE_ARROW_STARTED'] = '1'
  os.execv(OWN, [OWN] + sys.argv)

try:
  import pyarrow as pa
except ImportError:
  print('skipped: the Python package pyarrow is missing; '
        'script/bootstrap --full installs it')
  sys.exit(77)

PROBE = ctypes.CDLL(sys.argv[1])
POINTER = ctypes.c_void_p
for name in ('array', 'stream', 'score'):
  getattr(PROBE, 'lotse_probe_' + name).restype = POINTER

# The sizes of the structures on a machine with 64 bits.
SCHEMA_BYTES, ARRAY_BYTES, STREAM_BYTES = 72, 80, 40
FAILURES = []


def taken(address):
  """The text that the probe gave, or None."""
  if not address:
    return None
  text = ctypes.string_at(address).decode()
  PROBE.lotse_probe_free(POINTER(address))
  return text


class Slot:
  """Memory for one structure."""

  def __init__(self, size):
    self.memory = ctypes.create_string_buffer(size)
    self.address = ctypes.addressof(self.memory)


def exported(batch):
  schema, array = Slot(SCHEMA_BYTES), Slot(ARRAY_BYTES)
  batch._export_to_c(array.address, schema.address)
  return schema, array


def read(batch, activities=None):
  schema, array = exported(batch)
  more = exported(activities) if activities is not None else None
  return taken(PROBE.lotse_probe_array(
      POINTER(schema.address), POINTER(array.address),
      POINTER(more[0].address if more else None),
      POINTER(more[1].address if more else None)))


POINTER_OF = ctypes.pythonapi.PyCapsule_GetPointer
POINTER_OF.restype = POINTER
POINTER_OF.argtypes = [ctypes.py_object, ctypes.c_char_p]


def read_stream(producer):
  """All arrays of an object with __arrow_c_stream__."""
  capsule = producer.__arrow_c_stream__()
  address = POINTER_OF(capsule, b'arrow_array_stream')
  return taken(PROBE.lotse_probe_stream(POINTER(address)))


def expect(what, text, expected):
  if text != expected:
    FAILURES.append(what)
    print(f'FAILED {what}\n  read     {text!r}\n  expected {expected!r}')


UTC = datetime.timezone.utc
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = datetime.date(2026, 11, 23)


def check_pyarrow():
  integers = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(),
              pa.uint32(), pa.uint64(), pa.float16(), pa.float32(), pa.float64(),
              pa.decimal128(20, 3), pa.decimal256(50, 3)]
  for extra in ('decimal32', 'decimal64'):
    if hasattr(pa, extra):
      integers.append(getattr(pa, extra)(7, 2))
  for kind in integers:
    for name in ('company.employees', 'revenue'):
      values = [7, None, 12]
      if pa.types.is_float16(kind):
        import numpy
        values = [None if v is None else numpy.float16(v) for v in values]
      if pa.types.is_decimal(kind):
        values = [None if v is None else decimal.Decimal(v) for v in values]
      batch = pa.record_batch({name: pa.array(values, kind)})
      full = name if '.' in name else 'company.' + name
      expect(f'pyarrow {kind} as {full}', read(batch), f'{full}=7\n\n{full}=12\n')
      expect(f'pyarrow {kind} sliced', read(batch.slice(1, 2)), f'\n{full}=12\n')
  texts = [pa.string(), pa.large_string(), pa.string_view(),
           pa.dictionary(pa.int8(), pa.string()),
           pa.dictionary(pa.uint32(), pa.large_string())]
  for kind in texts:
    column = pa.array(['Müller', None, 'a text of more than twelve bytes'], pa.string()).cast(kind)
    batch = pa.record_batch({'name': column})
    expect(f'pyarrow {kind}', read(batch),
           'company.name=Müller\n\ncompany.name=a text of more than twelve bytes\n')
    expect(f'pyarrow {kind} sliced', read(batch.slice(2)),
           'company.name=a text of more than twelve bytes\n')
  for unit in ('s', 'ms', 'us', 'ns'):
    for zone in (None, 'UTC', 'Europe/Berlin'):
      column = pa.array([NOON, None], pa.timestamp(unit, zone))
      expect(f'pyarrow timestamp {unit} {zone}', read(pa.record_batch({'seen': column})),
             'company.seen=2026-11-23T12:00:00Z\n\n')
  for kind in (pa.date32(), pa.date64()):
    expect(f'pyarrow {kind}', read(pa.record_batch({'founded': pa.array([DAY, None], kind)})),
           'company.founded=2026-11-23\n\n')
  flags = [i % 3 == 0 for i in range(20)]
  batch = pa.record_batch({'active': pa.array(flags)})
  expect('pyarrow bool at odd bits', read(batch.slice(3, 9)),
         ''.join(f'company.active={str(f).lower()}\n' for f in flags[3:12]))
  for kind in (pa.list_(pa.string()), pa.large_list(pa.large_string()),
               pa.list_(pa.string_view())):
    column = pa.array([['a', 'b'], None, [], ['a text of more than twelve bytes']], kind)
    batch = pa.record_batch({'tags': column})
    lines = ['company.tags=(a,b)', '', 'company.tags=()',
             'company.tags=(a text of more than twelve bytes)']
    expect(f'pyarrow {kind}', read(batch), '\n'.join(lines) + '\n')
    expect(f'pyarrow {kind} sliced', read(batch.slice(2)), '\n'.join(lines[2:]) + '\n')
  column = pa.array([decimal.Decimal('12.50'), decimal.Decimal('0.0000001')],
                    pa.decimal128(20, 7))
  expect('pyarrow money', read(pa.record_batch({'budget': column})),
         'company.budget=12.5 EUR\n'
         'error: company.budget: must be an amount of money, such as 50000 EUR\n')
  activity = pa.struct([('kind', pa.dictionary(pa.int8(), pa.string())),
                        ('occurred_at', pa.timestamp('ms', 'UTC')), ('amount', pa.float32())])
  rows = [[{'kind': 'visit', 'occurred_at': NOON, 'amount': 1.5}], None,
          [{'kind': 'fax', 'occurred_at': NOON, 'amount': None},
           {'kind': 'download', 'occurred_at': NOON, 'amount': None}]]
  plain = pa.struct([('kind', pa.string()), ('occurred_at', pa.timestamp('ms', 'UTC')),
                     ('amount', pa.float32())])
  lines = [' | visit 2026-11-23T12:00:00Z amount=1.5\n', '\n',
           ' | download 2026-11-23T12:00:00Z\n']
  for kind in (plain, activity):
    for make in (pa.list_, pa.large_list):
      try:
        column = pa.array(rows, make(kind))
      except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        continue
      batch = pa.record_batch({'activities': column})
      expect(f'pyarrow {make(kind)}', read(batch), ''.join(lines))
      expect(f'pyarrow {make(kind)} sliced', read(batch.slice(1)), ''.join(lines[1:]))
  consents = pa.array([[{'purpose': 'mail', 'channel': 'email', 'event': 'given', 'at': NOON}]],
                      pa.list_(pa.struct([('purpose', pa.string()), ('channel', pa.string()),
                                          ('event', pa.string()), ('at', pa.timestamp('us'))])))
  expect('pyarrow consents', read(pa.record_batch({'consents': consents})),
         ' | consent mail email 1 2026-11-23T12:00:00Z\n')
  leads = pa.record_batch({'id': ['a', 'b'], 'employees': [1, 2]})
  table = pa.record_batch({'lead': ['b', 'b'], 'kind': ['visit', 'download'],
                           'occurred_at': [NOON, NOON]})
  expect('pyarrow table of activities', read(leads, table),
         'id=a company.employees=1\nid=b company.employees=2 | visit 2026-11-23T12:00:00Z '
         '| download 2026-11-23T12:00:00Z\n')
  table = pa.record_batch({'lead': ['c'], 'kind': ['visit'], 'occurred_at': [NOON]})
  expect('pyarrow table that does not fit', read(leads, table)[:32],
         'error: activities[0].lead: is no')
  expect('pyarrow binary', read(pa.record_batch({'name': pa.array([b'a'])})),
         'error: company.name: must be a text; the column\'s Arrow format is "z"\n')
  whole = pa.table({'employees': pa.chunked_array([[1, 2], [3], []], pa.int64())})
  expect('pyarrow stream', read_stream(whole),
         ''.join(f'company.employees={i}\n' for i in (1, 2, 3)))

  def broken():
    yield pa.record_batch({'employees': [1]})
    raise ValueError('a value of a person')
  reader = pa.RecordBatchReader.from_batches(pa.schema([('employees', pa.int64())]), broken())
  text = read_stream(reader)
  expect('pyarrow stream that fails', text.split(' (error')[0],
         'company.employees=1\nerror: leads: the stream failed after 1 arrays')
  expect('pyarrow stream that fails, its message', 'person' in text, False)


def check_scores():
  batch = pa.record_batch({
      'id': ['a', 'b', 'c', None], 'employees': [80.0, 0.5, 3.0, None],
      'name': ['Acme', 'B', None, 'Acme'],
      'previous_category': ['warm', None, 'gone', 'cold']})
  schema, array = exported(batch)
  out_schema, out = Slot(SCHEMA_BYTES), Slot(ARRAY_BYTES)
  error = taken(PROBE.lotse_probe_score(POINTER(schema.address), POINTER(array.address),
                                        POINTER(out_schema.address), POINTER(out.address)))
  expect('scoring', error, None)
  if error:
    return
  scores = pa.RecordBatch._import_from_c(out.address, out_schema.address)
  scores.validate(full=True)
  rows = scores.to_pylist()
  for row in rows:
    row.pop('category_since')
  empty = {'probability': None, 'veto': None, 'grid_row': None, 'grid_column': None}
  large = {'id': 'large', 'path': 'scoring.groups[0].rules[0]', 'points': 20.0}
  named = {'id': 'named', 'path': 'scoring.groups[0].rules[1]', 'points': 12.5}
  expect('scores', rows, [
      dict(empty, id='a', points=32.5, category='warm', contributions=[large, named], error=None),
      dict(empty, id='b', points=None, category=None, contributions=None,
           error='company.employees: must be an integer'),
      dict(empty, id='c', points=0.0, category='cold', contributions=[], error=None),
      dict(empty, id=None, points=12.5, category='cold', contributions=[named], error=None)])
  column = scores.column('points')
  del scores  # A child lives on by itself.
  expect('scores of one column', column.to_pylist(), [32.5, None, 0.0, 12.5])


def check_polars(pl):
  frame = pl.DataFrame({
      'id': ['a', 'b', 'c'],
      'employees': pl.Series([1, None, 3], dtype=pl.UInt16),
      'revenue': [1.5, None, 2.5],
      'name': ['x', None, 'a text of more than twelve bytes'],
      'active': [True, None, False],
      'founded': [DAY, None, DAY],
      'seen': pl.Series([NOON, None, NOON], dtype=pl.Datetime('ns', 'UTC')),
      'tags': [['a', 'b'], None, []],
      'offer': pl.Series(['o', None, 'p'], dtype=pl.Categorical),
      'stage': pl.Series(['s', 't', None], dtype=pl.Enum(['s', 't'])),
      'activities': [[{'kind': 'visit', 'occurred_at': NOON.replace(tzinfo=None)}], [], None]})
  lines = [
      'id=a company.employees=1 company.revenue=1.5 company.name=x company.active=true '
      'company.founded=2026-11-23 company.seen=2026-11-23T12:00:00Z company.tags=(a,b) '
      'lead.offer=o opportunity.stage=s | visit 2026-11-23T12:00:00Z\n',
      'id=b opportunity.stage=t\n',
      'id=c company.employees=3 company.revenue=2.5 '
      'company.name=a text of more than twelve bytes company.active=false '
      'company.founded=2026-11-23 company.seen=2026-11-23T12:00:00Z company.tags=() '
      'lead.offer=p\n']
  expect('Polars', read_stream(frame), ''.join(lines))
  expect('Polars sliced', read_stream(frame.slice(1)), ''.join(lines[1:]))
  expect('Polars filtered', read_stream(frame.filter(pl.col('id') != 'b')), lines[0] + lines[2])
  expect('Polars in parts', read_stream(pl.concat([frame, frame], rechunk=False)),
         ''.join(lines * 2))
  money = pl.DataFrame({'budget': pl.Series(['1.25']).cast(pl.Decimal(20, 2))})
  expect('Polars decimal', read_stream(money), 'company.budget=1.25 EUR\n')
  expect('Polars empty', read_stream(frame.clear()), '')


def check_duckdb(duckdb):
  connection = duckdb.connect()
  connection.execute("SET TimeZone = 'Europe/Berlin'")
  query = """
    SELECT i AS id, (i * 10)::SMALLINT AS employees, i + 0.5 AS revenue, 'n' || i AS name,
           i % 2 = 0 AS active, DATE '2026-11-23' AS founded,
           TIMESTAMPTZ '2026-11-23 12:00:00+00' AS seen, ['a', 'b'] AS tags,
           (i * 1.25)::DECIMAL(12, 2) AS budget, ('s' || i % 2)::{enum} AS stage,
           [{{'kind': 'visit', 'occurred_at': TIMESTAMP '2026-11-23 12:00:00'}}] AS activities
    FROM range(1, {end}) AS r(i)"""
  connection.execute("CREATE TYPE stages AS ENUM ('s0', 's1')")

  def line(i):
    budget = f'{decimal.Decimal(i) * 125 / 100:f}'
    if '.' in budget:
      budget = budget.rstrip('0').rstrip('.')
    return (f'id={i} company.employees={i * 10} company.revenue={i}.5 company.name=n{i} '
            f'company.active={str(i % 2 == 0).lower()} company.founded=2026-11-23 '
            f'company.seen=2026-11-23T12:00:00Z company.tags=(a,b) company.budget={budget} EUR '
            f'opportunity.stage=s{i % 2} | visit 2026-11-23T12:00:00Z\n')
  relation = connection.sql(query.format(end=3000, enum='stages'))
  expect('DuckDB', read_stream(relation), ''.join(line(i) for i in range(1, 3000)))
  nulls = connection.sql('SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE i END AS employees, '
                         "CASE WHEN i % 2 = 0 THEN NULL ELSE 'x' END AS name "
                         'FROM range(0, 5) AS r(i)')
  expect('DuckDB with missing values', read_stream(nulls),
         '\ncompany.employees=1 company.name=x\ncompany.employees=2\ncompany.name=x\n'
         'company.employees=4\n')
  connection.execute("SET arrow_large_buffer_size = true")
  relation = connection.sql(query.format(end=5, enum='stages'))
  expect('DuckDB with wide offsets', read_stream(relation),
         ''.join(line(i) for i in range(1, 5)))


def main():
  versions = ['pyarrow ' + pa.__version__]
  check_pyarrow()
  check_scores()
  for name, check in (('polars', check_polars), ('duckdb', check_duckdb)):
    try:
      module = __import__(name)
    except ImportError:
      versions.append(name + ' (missing, skipped)')
      continue
    versions.append(name + ' ' + module.__version__)
    check(module)
  print('read from ' + ', '.join(versions))
  print(f'{len(FAILURES)} failures')
  return 1 if FAILURES else 0


if __name__ == '__main__':
  sys.exit(main())
