#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Tests script/fetch_bank_marketing against a server on this machine."""

import hashlib
import http.server
import importlib.machinery
import importlib.util
import io
import pathlib
import tempfile
import threading
import unittest
import zipfile

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / 'script' / 'fetch_bank_marketing'


def load_script():
  loader = importlib.machinery.SourceFileLoader('fetch_bank_marketing', str(SCRIPT))
  module = importlib.util.module_from_spec(
      importlib.util.spec_from_loader(loader.name, loader))
  loader.exec_module(module)
  return module


def zipped(name, content):
  buffer = io.BytesIO()
  with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr(name, content)
  return buffer.getvalue()


class QuietHandler(http.server.SimpleHTTPRequestHandler):

  def log_message(self, *arguments):
    pass


class FetchBankMarketing(unittest.TestCase):

  CONTENT = b'"age";"y"\r\n30;"no"\r\n'

  def setUp(self):
    self.script = load_script()
    self.script.SHA256 = hashlib.sha256(self.CONTENT).hexdigest()
    self.folder = pathlib.Path(self.enterContextOf(tempfile.TemporaryDirectory()))
    self.site = self.folder / 'site'
    self.site.mkdir()
    self.kept = self.folder / 'kept'
    handler = lambda *arguments: QuietHandler(*arguments, directory=str(self.site))
    self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
    threading.Thread(target=self.server.serve_forever, daemon=True).start()
    self.addCleanup(self.server.server_close)
    self.addCleanup(self.server.shutdown)
    self.environment = {
        'LOTSE_DATA': str(self.folder / 'none'),
        'LOTSE_BANK_URL': f'http://127.0.0.1:{self.server.server_port}/bank.zip',
    }

  def enterContextOf(self, context):
    entered = context.__enter__()
    self.addCleanup(context.__exit__, None, None, None)
    return entered

  def publish(self, content):
    outer = zipped('bank-additional.zip',
                   zipped('bank-additional/bank-additional-full.csv', content))
    (self.site / 'bank.zip').write_bytes(outer)

  def fetch(self):
    return self.script.fetch(self.kept, self.environment)

  def assert_unavailable(self, reason):
    with self.assertRaisesRegex(self.script.Unavailable, reason):
      self.fetch()
    self.assertFalse((self.kept / self.script.NAME).exists())

  def test_downloads_and_unpacks(self):
    self.publish(self.CONTENT)
    path = self.fetch()
    self.assertEqual(path, self.kept / self.script.NAME)
    self.assertEqual(path.read_bytes(), self.CONTENT)
    self.assertEqual(list(self.kept.iterdir()), [path])

  def test_downloads_once(self):
    self.publish(self.CONTENT)
    self.fetch()
    (self.site / 'bank.zip').unlink()
    self.assertEqual(self.fetch().read_bytes(), self.CONTENT)

  def test_prefers_the_data_at_hand(self):
    own = self.folder / 'data' / 'bank_marketing' / self.script.NAME
    own.parent.mkdir(parents=True)
    own.write_bytes(self.CONTENT)
    self.environment['LOTSE_DATA'] = str(self.folder / 'data')
    self.assertEqual(self.fetch(), own)

  def test_takes_no_other_file(self):
    self.publish(self.CONTENT + b'31;"yes"\r\n')
    self.assert_unavailable('SHA-256 differs')

  def test_takes_no_damaged_archive(self):
    (self.site / 'bank.zip').write_bytes(b'this is no archive')
    self.assert_unavailable('no readable bank-additional.zip')
    (self.site / 'bank.zip').write_bytes(zipped('bank-additional.zip', b'neither'))
    self.assert_unavailable('no readable bank-additional/')
    (self.site / 'bank.zip').write_bytes(zipped('other.zip', b''))
    self.assert_unavailable('no readable bank-additional.zip')

  def test_stops_at_what_is_too_large(self):
    self.publish(self.CONTENT)
    self.script.MAX_DOWNLOAD = 10
    self.assert_unavailable('larger than expected')
    self.script.MAX_DOWNLOAD = 10**6
    self.script.MAX_MEMBER = 10
    self.assert_unavailable('larger than expected')

  def test_says_that_nothing_is_there(self):
    self.assert_unavailable('cannot be reached')
    self.environment['LOTSE_BANK_URL'] = 'no address'
    self.assert_unavailable('cannot be reached')


if __name__ == '__main__':
  unittest.main()
