#!/usr/bin/env python3
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Does what a page of the documentation says, and compares what comes out.

Usage: check_docs.py [--update] [--tool FILE] [--prefix DIR] [--cc CC] [--cxx CXX]
                     [--example FILE...] PAGE...

Code blocks by the first line of their fence:

  ```cpp score_lead.cc   a second word is a file: it is written to the folder that
                         the page's commands run in
  ```console             each line after "$ " is run by bash, and what it prints must
                         be what follows; a line "..." stands for any lines. What one
                         exports the next ones see
  ```sh                  for building Lotse itself: parsed, not run; each script/X
                         and --preset X in it must exist
  ```mermaid, ```text    not code

Anything else is an error, so no block goes unchecked. --update, or LOTSE_UPDATE_DOCS
in the environment, writes what the commands print into the page instead. The folder
has the files of --example; where a page writes one of them, it must be the same from
the first #include on. Commands find the tool of --tool in PATH and the installed copy
of --prefix in $HOME/lotse.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FENCE = re.compile(r'^```(.*)$')
NOT_CODE = {'mermaid', 'text'}


class Page:
  def __init__(self, path, options, folder):
    self.path = path
    self.options = options
    self.folder = folder
    self.findings = []
    self.environment = self._environment()

  def report(self, line, message):
    self.findings.append(f'{self.path.relative_to(ROOT)}:{line}: {message}')

  def _environment(self):
    # Nothing of the user's settings decides what a command prints.
    env = {name: os.environ[name] for name in ('PATH', 'CCACHE_DIR', 'ASAN_OPTIONS',
                                               'UBSAN_OPTIONS') if name in os.environ}
    env.update(HOME=str(self.folder), LC_ALL='C.UTF-8', TZ='UTC', NO_COLOR='1',
               TERM='dumb', COLUMNS='80', CC=self.options.cc, CXX=self.options.cxx)
    if self.options.tool:
      tool = pathlib.Path(self.options.tool).resolve()
      bin_dir = self.folder / '.bin'
      bin_dir.mkdir()
      (bin_dir / 'lotse').symlink_to(tool)
      env['PATH'] = f'{bin_dir}:{env["PATH"]}'
    for example in self.options.example:
      shutil.copy(example, self.folder)
    if self.options.prefix:
      (self.folder / 'lotse').symlink_to(pathlib.Path(self.options.prefix).resolve())
    return env

  def check(self):
    """The page with what its commands print now."""
    lines = self.path.read_text(encoding='utf-8').split('\n')
    out = []
    i = 0
    while i < len(lines):
      out.append(lines[i])
      fence = FENCE.match(lines[i])
      i += 1
      if not fence:
        continue
      end = next((j for j in range(i, len(lines)) if lines[j] == '```'), None)
      if end is None:
        self.report(i, 'the code block has no end')
        break
      out += self._block(fence.group(1).split(), lines[i:end], i + 1) + ['```']
      i = end + 1
    return '\n'.join(out)

  def _block(self, info, body, line):
    if len(info) == 2:
      self._write_file(info[1], body, line)
    elif info == ['console']:
      return self._run_session(body, line)
    elif info == ['sh']:
      self._check_build_commands(body, line)
    elif len(info) != 1 or info[0] not in NOT_CODE:
      self.report(line - 1, f'a block "{" ".join(info)}" is not checked: see check_docs.py')
    return body

  def _write_file(self, name, body, line):
    text = '\n'.join(body) + '\n'
    (self.folder / name).write_text(text, encoding='utf-8')
    for example in self.options.example:
      path = pathlib.Path(example)
      if path.name != name:
        continue
      source = path.read_text(encoding='utf-8')
      if source[source.index('#include'):] != text:
        self.report(line, f'{name} is not what {path.name} of the examples shows')

  def _check_build_commands(self, body, line):
    text = '\n'.join(body)
    parsed = subprocess.run(['bash', '-n'], input=text, text=True, capture_output=True,
                            check=False)
    if parsed.returncode != 0:
      self.report(line, parsed.stderr.strip())
    for script in re.findall(r'\bscript/\w+', text):
      if not os.access(ROOT / script, os.X_OK):
        self.report(line, f'there is no {script}')
    presets = (ROOT / 'CMakePresets.json').read_text(encoding='utf-8')
    for preset in re.findall(r'--preset (\w+)', text):
      if f'"{preset}"' not in presets:
        self.report(line, f'there is no preset {preset}')

  def _run_session(self, body, line):
    out = []
    i = 0
    while i < len(body):
      if not body[i].startswith('$ '):
        self.report(line + i, 'a session begins with "$ "')
        return body
      first = i
      while body[i].endswith('\\') and i + 1 < len(body):
        i += 1
      i += 1
      command = '\n'.join(body[first:i])[2:]
      end = i
      while end < len(body) and not body[end].startswith('$ '):
        end += 1
      expected = body[i:end]
      printed = self._run(command)
      out += body[first:i]
      if matches(expected, printed):
        out += expected
      else:
        self.report(line + first, f'"{command}" prints\n{indent(printed)}\n  instead of\n'
                    f'{indent(expected)}')
        out += printed
      i = end
    return out

  def _run(self, command):
    script = ('[[ ! -f ~/.exports ]] || source ~/.exports\n'
              'trap \'export -p >"$HOME/.exports"\' EXIT\n' + command)
    try:
      result = subprocess.run(['bash', '-c', script], cwd=self.folder, text=True,
                              env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              encoding='utf-8', errors='replace', timeout=600, check=False)
    except subprocess.TimeoutExpired:
      return ['(no end after 600 seconds)']
    return [printed.rstrip() for printed in result.stdout.rstrip('\n').split('\n')
            ] if result.stdout.strip() else []


def indent(lines):
  return '\n'.join(f'    {line}' for line in lines)


def matches(expected, printed):
  """Whether the lines are equal, where "..." stands for any lines."""
  pattern = ''.join('(?:.*\n)*?' if line == '...' else re.escape(line.rstrip()) + '\n'
                    for line in expected)
  return re.fullmatch(pattern, ''.join(line + '\n' for line in printed)) is not None


def main():
  parser = argparse.ArgumentParser()
  parser.add_argument('--update', action='store_true',
                      default='LOTSE_UPDATE_DOCS' in os.environ)
  parser.add_argument('--tool')
  parser.add_argument('--prefix')
  parser.add_argument('--cc', default='cc')
  parser.add_argument('--cxx', default='c++')
  parser.add_argument('--example', action='append', default=[])
  parser.add_argument('pages', nargs='+')
  options = parser.parse_args()
  for path in filter(None, [options.tool, options.prefix, *options.example]):
    if not pathlib.Path(path).exists():
      parser.error(f'there is no {path}')
  failed = False
  for name in options.pages:
    folder = pathlib.Path(tempfile.mkdtemp(prefix='lotse_docs_'))
    try:
      page = Page(pathlib.Path(name).resolve(), options, folder)
      text = page.check()
      if options.update and text != page.path.read_text(encoding='utf-8'):
        page.path.write_text(text, encoding='utf-8')
        print(f'updated {page.path.relative_to(ROOT)}')
      elif page.findings:
        failed = True
        print('\n'.join(page.findings))
    finally:
      shutil.rmtree(folder, ignore_errors=True)
  if failed:
    print('If what is printed now is right, run script/update_docs.')
  return 1 if failed else 0


if __name__ == '__main__':
  sys.exit(main())
