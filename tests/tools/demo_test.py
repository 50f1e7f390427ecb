#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Runs the acts of script/demo with a build of the tool.

Usage: demo_test.py LOTSE
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ''


def run_demo(**environment):
  """The output of the demo on few leads."""
  with tempfile.TemporaryDirectory() as folder:
    result = subprocess.run(
        [ROOT / 'script' / 'demo', '--lotse', TOOL, '--leads', '800', '--dir', folder],
        env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False, timeout=300)
    return result.returncode, result.stdout, result.stderr


class Demo(unittest.TestCase):

  def test_leaves_the_bank_out_if_it_cannot_be_had(self):
    code, out, err = run_demo(LOTSE_DATA='/nonexistent',
                              LOTSE_BANK_URL='http://127.0.0.1:1/bank.zip')
    self.assertEqual(code, 0, err)
    for text in ('synthetic', 'records', 'category', 'hot', 'warm', 'cold', 'interval',
                 'The 10 leads with the most points', 'SYN-', 'This act is left out'):
      self.assertIn(text, out)
    self.assertIn('cannot be reached', err)
    year = out[out.index('Act three'):]
    for text in ('step', 'transferred', 'accepted', 'opportunity', 'won', 'demoted:',
                 'why:', 'acceptance by sales', 'funnel.html', 'lotse replay'):
      self.assertIn(text, year)
    self.assertNotIn('\x1b', out)

  def test_judges_the_bank_on_the_last_rows(self):
    data = pathlib.Path(os.environ.get('LOTSE_DATA') or ROOT.parent / 'shared' / 'data')
    if not (data / 'bank_marketing' / 'bank-additional-full.csv').exists():
      self.skipTest('LOTSE_DATA has no bank_marketing')
    code, out, err = run_demo(LOTSE_DATA=str(data))
    self.assertEqual(code, 0, err)
    bank = out[out.index('Act two'):]
    for text in ('Moro', 'CC BY 4.0', '41,188', '28,831', '12,357',
                 'hot > warm > cold, and the intervals are apart'):
      self.assertIn(text, bank)


if __name__ == '__main__':
  TOOL = sys.argv.pop()
  unittest.main()
