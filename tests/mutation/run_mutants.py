#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Breaks the executors on purpose and demands that the tests notice.

Each mutant in mutants.toml replaces one piece of one source file. This script
copies the tree to a temporary folder, builds the tests there once without a
change (they must pass), then once for each mutant (some test must fail).

  tests/mutation/run_mutants.py                  all mutants
  tests/mutation/run_mutants.py window-edge ...  these mutants
  tests/mutation/run_mutants.py --list           names and what they break

Exit codes: 0 all mutants were caught; 1 one survived, is stale (its text is not
in the file, or more than once) or does not compile; 2 usage.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Tests of what OPTIONS leave out.
NOT_COPIED = ('arrow', 'capi', 'consumer', 'import', 'proto', 'tools')
COPIED = ('CMakeLists.txt', 'cmake', 'include', 'src', 'tests')
TEST_SECONDS = 300
OPTIONS = (
    '-GNinja',
    '-DCMAKE_BUILD_TYPE=Release',
    '-DLOTSE_BUILD_PROTO=OFF',
    '-DLOTSE_BUILD_ARROW=OFF',
    '-DLOTSE_BUILD_IMPORT=OFF',
    '-DLOTSE_BUILD_C=OFF',
    '-DLOTSE_BUILD_TOOLS=OFF',
    '-DLOTSE_BUILD_EXAMPLES=OFF',
    '-DLOTSE_BUILD_CONSUMER_TESTS=OFF',
    '-DLOTSE_INSTALL=OFF',
)


class Failure(Exception):
  """What went wrong, for people."""


def load_mutants():
  with open(ROOT / 'tests/mutation/mutants.toml', 'rb') as file:
    table = tomllib.load(file)
  names = [mutant['name'] for mutant in table['mutant']]
  twice = {name for name in names if names.count(name) > 1}
  if twice:
    raise Failure(f'mutants.toml: names that stand twice: {", ".join(sorted(twice))}')
  return table['suites'], table['mutant']


def copy_tree(target):
  target.mkdir()
  for name in COPIED:
    source = ROOT / name
    if source.is_dir():
      left_out = shutil.ignore_patterns(*NOT_COPIED) if name == 'tests' else None
      shutil.copytree(source, target / name, symlinks=True, ignore=left_out)
    else:
      shutil.copy2(source, target / name)


def run(command, log):
  """Runs a command into the log and returns whether it succeeded."""
  with open(log, 'ab') as out:
    return subprocess.run(command, stdout=out, stderr=subprocess.STDOUT,
                          check=False).returncode == 0


def build(build_dir, suites, jobs, log):
  targets = [f'lotse_{suite}_test' for suite in suites]
  return run(['cmake', '--build', str(build_dir), f'-j{jobs}', '--target', *targets], log)


def first_failing(build_dir, suites, log):
  """The first suite with a failing test, or None."""
  for suite in suites:
    program = build_dir / 'tests' / suite / f'lotse_{suite}_test'
    with open(log, 'ab') as out:
      try:
        result = subprocess.run([str(program), '--gtest_brief=1', '--gtest_fail_fast'],
                                stdout=out, stderr=subprocess.STDOUT,
                                timeout=TEST_SECONDS, check=False)
      except subprocess.TimeoutExpired:
        return f'{suite} (ran out of time)'
    if result.returncode != 0:
      return suite
  return None


def replaced(text, mutant):
  count = text.count(mutant['search'])
  if count != 1:
    where = 'not in the file' if count == 0 else f'in the file {count} times'
    raise Failure(f'stale: its text is {where}; write it anew from {mutant["file"]}')
  return text.replace(mutant['search'], mutant['replace'])


def tail(log, lines=30):
  return '\n'.join(log.read_text(errors='replace').splitlines()[-lines:])


def try_mutant(mutant, work, suites, jobs):
  """How the mutant was caught; raises Failure if it was not."""
  source = work / 'tree' / mutant['file']
  original = source.read_text()
  mutated = replaced(original, mutant)
  log = work / f'{mutant["name"]}.log'
  source.write_text(mutated)
  try:
    if not build(work / 'build', suites, jobs, log):
      raise Failure('does not compile; a mutant must differ in behaviour only\n' + tail(log))
    caught = first_failing(work / 'build', suites, log)
  finally:
    source.write_text(original)
  if caught is None:
    raise Failure('survived: no test fails; '
                  'add a test that tells it from the original')
  return caught


def prepare(work, suites, jobs):
  copy_tree(work / 'tree')
  log = work / 'original.log'
  launcher = ('-DCMAKE_CXX_COMPILER_LAUNCHER=ccache',) if shutil.which('ccache') else ()
  if not run(['cmake', '-S', str(work / 'tree'), '-B', str(work / 'build'), *OPTIONS, *launcher],
             log) or not build(work / 'build', suites, jobs, log):
    raise Failure('the tree does not build\n' + tail(log))
  failing = first_failing(work / 'build', suites, log)
  if failing is not None:
    raise Failure(f'tests fail without any mutant: {failing}\n' + tail(log))


def main():
  parser = argparse.ArgumentParser(description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
  parser.add_argument('names', nargs='*', help='these mutants only')
  parser.add_argument('--list', action='store_true', help='list the mutants and stop')
  parser.add_argument('--jobs', type=int, default=os.cpu_count() or 1)
  arguments = parser.parse_args()
  suites, mutants = load_mutants()
  unknown = set(arguments.names) - {mutant['name'] for mutant in mutants}
  if unknown:
    parser.error(f'no such mutant: {", ".join(sorted(unknown))}; see --list')
  if arguments.list:
    for mutant in mutants:
      print(f'{mutant["name"]}: {mutant["what"]} ({mutant["file"]})')
    return 0
  chosen = [m for m in mutants if not arguments.names or m['name'] in arguments.names]
  failed = []
  with tempfile.TemporaryDirectory(prefix='lotse-mutants-') as folder:
    work = pathlib.Path(folder)
    # Compiler results are shared between runs although the folder differs.
    os.environ.update(CCACHE_BASEDIR=folder, CCACHE_NOHASHDIR='1')
    print(f'building {", ".join(suites)} without a change', flush=True)
    prepare(work, suites, arguments.jobs)
    for number, mutant in enumerate(chosen, 1):
      start = time.monotonic()
      title = f'[{number}/{len(chosen)}] {mutant["name"]}'
      try:
        caught = try_mutant(mutant, work, suites, arguments.jobs)
        print(f'{title}: caught by {caught} ({time.monotonic() - start:.0f} s)', flush=True)
      except Failure as failure:
        failed.append(mutant['name'])
        print(f'{title}: {failure}', flush=True)
  print(f'{len(chosen) - len(failed)} of {len(chosen)} mutants caught')
  return 1 if failed else 0


if __name__ == '__main__':
  try:
    sys.exit(main())
  except Failure as failure:
    sys.exit(f'error: {failure}')
