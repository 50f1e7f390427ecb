#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Scores an Arrow table from Python, through the C interface alone.

    python3 score_arrow.py liblotse.so

Needs pyarrow. Columns go in where they lie and scores come out as Arrow arrays;
Polars, DuckDB and pandas hand over the same way.
"""

import ctypes
import datetime
import sys

import pyarrow as pa

SPEC = b'''{
  "schema": {"company": [{"key": "employees", "type": "integer"},
                         {"key": "country", "type": "text"}]},
  "scoring": {
    "groups": [{"id": "fit", "rules": [
      {"id": "large", "when": "employees >= 50", "points": 20},
      {"id": "near", "when": "country in (\\"DE\\", \\"AT\\", \\"CH\\")", "points": 15}]}],
    "categories": [{"id": "cold"}, {"id": "warm", "from": 20}, {"id": "hot", "from": 35}]
  }
}'''
LOTSE_FORMAT_JSON = 1


class Str(ctypes.Structure):
  _fields_ = [('ptr', ctypes.c_char_p), ('len', ctypes.c_size_t)]


class EngineOptions(ctypes.Structure):
  _fields_ = [('struct_size', ctypes.c_uint32), ('spec_format', ctypes.c_int32),
              ('rates', ctypes.c_void_p), ('rates_len', ctypes.c_size_t)]


class BatchOptions(ctypes.Structure):
  _fields_ = [('struct_size', ctypes.c_uint32), ('flags', ctypes.c_uint32),
              ('as_of_micros', ctypes.c_int64), ('threads', ctypes.c_uint32),
              ('reserved', ctypes.c_int32), ('activities_schema', ctypes.c_void_p),
              ('activities', ctypes.c_void_p), ('consents_schema', ctypes.c_void_p),
              ('consents', ctypes.c_void_p)]


class ArrowSchema(ctypes.Structure):
  _fields_ = [('private', ctypes.c_byte * 72)]


class ArrowArray(ctypes.Structure):
  _fields_ = [('private', ctypes.c_byte * 80)]


class Lotse:
  """The few functions that this example needs."""

  def __init__(self, path):
    self.lib = ctypes.CDLL(path)
    self.lib.lotse_error_message.restype = Str

  def call(self, function, *arguments):
    error = ctypes.c_void_p()
    if getattr(self.lib, function)(*arguments, ctypes.byref(error)) != 0:
      message = self.lib.lotse_error_message(error)
      text = ctypes.string_at(message.ptr, message.len).decode()
      self.lib.lotse_error_free(error)
      raise ValueError(text)

  def build(self, spec):
    options = EngineOptions(ctypes.sizeof(EngineOptions), LOTSE_FORMAT_JSON)
    engine = ctypes.c_void_p()
    self.call('lotse_engine_build', Str(spec, len(spec)), ctypes.byref(options),
              ctypes.byref(engine))
    return engine

  def score(self, engine, leads, as_of, threads=1):
    """The scores of a pyarrow.RecordBatch, as a RecordBatch."""
    options = BatchOptions(ctypes.sizeof(BatchOptions), 0,
                           int(as_of.timestamp() * 1000000), threads)
    schema, array = ArrowSchema(), ArrowArray()
    out_schema, out = ArrowSchema(), ArrowArray()
    leads._export_to_c(ctypes.addressof(array), ctypes.addressof(schema))
    # The schema goes back to pyarrow afterwards, which releases it.
    try:
      self.call('lotse_score_arrow', engine, ctypes.byref(schema),
                ctypes.byref(array), ctypes.byref(options),
                ctypes.byref(out_schema), ctypes.byref(out))
    finally:
      pa.Schema._import_from_c(ctypes.addressof(schema))
    return pa.RecordBatch._import_from_c(ctypes.addressof(out),
                                         ctypes.addressof(out_schema))


def main():
  lotse = Lotse(sys.argv[1])
  engine = lotse.build(SPEC)
  leads = pa.RecordBatch.from_pydict({
      'id': ['L-1', 'L-2', 'L-3'],
      'employees': pa.array([120, None, 7], pa.int32()),
      'country': pa.array(['DE', 'CH', 'US']).dictionary_encode(),
  })
  as_of = datetime.datetime(2026, 11, 23, tzinfo=datetime.timezone.utc)
  scores = lotse.score(engine, leads, as_of)
  for row in scores.select(['id', 'points', 'category']).to_pylist():
    print(f"{row['id']}  {row['points']:5.1f}  {row['category']}")
  lotse.lib.lotse_engine_free(engine)


if __name__ == '__main__':
  main()
