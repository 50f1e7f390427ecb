# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
"""Plants one violation of each rule in a small tree; script/lint must name it."""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LICENCE = 'Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0'


def header(folder, name, body=''):
  guard = f'LOTSE_{folder}_{name}_H_'.upper()
  return (f'// {LICENCE}\n#ifndef {guard}\n#define {guard}\n\n{body}\n\n'
          f'#endif  // {guard}\n')


def source(body):
  return f'// {LICENCE}\n{body}\n'


CLEAN = {
    '.clang-format': 'DisableFormat: true\n',
    'include/lotse/base/amount.h': header('base', 'amount', '#include <string>'),
    'src/base/amount.cc': source(
        '#include "lotse/base/amount.h"\n\n'
        '// Neither std::exp(x) in a comment\n'
        'const char* text = "nor std::exp(x) in a text";'),
    'tests/base/amount_test.cc': source(
        '#include "lotse/base/amount.h"'),
    'include/lotse/score/card.h': header(
        'score', 'card', '#include "absl/status/status.h"\n#include "lotse/base/amount.h"'),
    'include/lotse/score/scoring_spec.h': header('score', 'scoring_spec'),
    'src/score/card_program.h': header('src_score', 'card_program'),
    'src/score/card_row.h': header('src_score', 'card_row', '#include "card_program.h"'),
    'tests/testing/reference_score.h': header(
        'testing', 'reference_score',
        '#include <vector>\n\n#include "lotse/score/scoring_spec.h"'),
    'src/proto/amount_proto.cc': source('#include "lotse/v1/amount.pb.h"'),
    'tests/proto/amount_proto_test.cc': source(''),
    'src/CMakeLists.txt': f'# {LICENCE}\n',
}

# name of the rule: (files to add or replace, file and line of the finding, a part of it)
PLANTED = {
    'include to the right': (
        {'src/base/amount.cc': source('#include "lotse/score/card.h"')},
        'src/base/amount.cc:2', 'base may not include score'),
    'include of a sibling': (
        {'include/lotse/plan/review.h': header('plan', 'review',
                                               '#include "lotse/score/card.h"')},
        'include/lotse/plan/review.h:5', 'plan may not include score'),
    'unknown layer': (
        {'include/lotse/misc/thing.h': header('misc', 'thing')},
        'include/lotse/misc/thing.h:1', '"misc" is no layer'),
    'foreign library in core': (
        {'include/lotse/base/amount.h': header('base', 'amount', '#include <zlib.h>')},
        'include/lotse/base/amount.h:5', '<zlib.h> in core'),
    'foreign path in core': (
        {'src/base/amount.cc': source('#include "nlohmann/json.hpp"')},
        'src/base/amount.cc:2', 'core includes the C++ standard library'),
    'stream in core': (
        {'src/base/amount.cc': source('#include <iostream>')},
        'src/base/amount.cc:2', '<iostream> in core'),
    'missing test': (
        {'src/base/ratio.cc': source('')},
        'src/base/ratio.cc:1', 'tests/base/ratio_test.cc is missing'),
    'name taken twice': (
        {'include/lotse/facts/card.h': header('facts', 'card')},
        'include/lotse/score/card.h:1', 'the name "card" is taken'),
    'wrong guard': (
        {'include/lotse/score/card.h': header('scores', 'card')},
        'include/lotse/score/card.h:2', 'call it LOTSE_SCORE_CARD_H_'),
    'private guard without src': (
        {'src/score/card_program.h': header('score', 'card_program')},
        'src/score/card_program.h:2', 'call it LOTSE_SRC_SCORE_CARD_PROGRAM_H_'),
    'private header of another folder': (
        {'src/base/amount.cc': source('#include "card_program.h"')},
        'src/base/amount.cc:2', '"card_program.h" in core'),
    'private header of a layer to the right': (
        {'src/base/amount.cc': source('#include "src/score/card_program.h"')},
        'src/base/amount.cc:2', 'base may not include score'),
    'no guard': (
        {'include/lotse/score/card.h': source('#pragma once')},
        'include/lotse/score/card.h:1', 'no header guard'),
    'no licence in C++': (
        {'tests/base/amount_test.cc': '#include "lotse/base/amount.h"\n'},
        'tests/base/amount_test.cc:1', 'no licence line'),
    'no licence in CMake': (
        {'src/CMakeLists.txt': 'add_subdirectory(base)\n'},
        'src/CMakeLists.txt:1', 'no licence line'),
    'unfinished work': (
        {'src/base/amount.cc': source('// TO' 'DO: the rest')},
        'src/base/amount.cc:2', '"TO' 'DO"'),
    'unfinished work in words': (
        {'README.md': '# Lotse\n\nGood enough for no' 'w.\n'},
        'README.md:3', 'finish it'),
    'std::exp': (
        {'src/base/amount.cc': source('double f(double x) { return std::exp(x); }')},
        'src/base/amount.cc:2', 'use lotse/base/exact_math.h'),
    'plain pow': (
        {'src/base/amount.cc': source('double f(double x) { return pow(x, 2); }')},
        'src/base/amount.cc:2', 'use lotse/base/exact_math.h'),
    'strtod': (
        {'src/base/amount.cc': source('double f(char* s) { return strtod(s, nullptr); }')},
        'src/base/amount.cc:2', 'absl::SimpleAtod'),
    'std::stod': (
        {'src/base/amount.cc': source('double f(S s) { return std::stod(s); }')},
        'src/base/amount.cc:2', 'absl::SimpleAtod'),
    'locale': (
        {'src/base/amount.cc': source('void f() { std::setlocale(LC_ALL, ""); }')},
        'src/base/amount.cc:2', 'locale'),
    'clock': (
        {'src/base/amount.cc': source('auto t = std::chrono::system_clock::now();')},
        'src/base/amount.cc:2', 'reads the clock'),
    'time(nullptr)': (
        {'src/base/amount.cc': source('auto t = time(nullptr);')},
        'src/base/amount.cc:2', 'reads the clock'),
    'std::string_view': (
        {'src/base/amount.cc': source('int f(std::string_view text);')},
        'src/base/amount.cc:2', 'use absl::string_view'),
    'absl::optional': (
        {'src/base/amount.cc': source('absl::optional<int> f();')},
        'src/base/amount.cc:2', 'use the std one'),
    'throw': (
        {'src/base/amount.cc': source('void f() { throw 1; }')},
        'src/base/amount.cc:2', 'throws nothing'),
    'abort': (
        {'src/base/amount.cc': source('void f() { std::abort(); }')},
        'src/base/amount.cc:2', 'never aborts'),
    'generated header outside proto': (
        {'src/base/amount.cc': source('#include "lotse/v1/amount.pb.h"')},
        'src/base/amount.cc:2', 'outside proto'),
    'loop over a hash container': (
        {'src/base/amount.cc': source(
            'absl::flat_hash_map<int, std::pair<int, int>> by_id;\n'
            'int f() { for (const auto& [id, x] : by_id) return id; }')},
        'src/base/amount.cc:3', 'iterates the hash container by_id'),
    'reference with foreign eyes': (
        {'tests/testing/reference_score.h': header(
            'testing', 'reference_score', '#include "lotse/score/card.h"')},
        'tests/testing/reference_score.h:5', 'a reference includes'),
    'too long': (
        {'src/base/amount.cc': source('\n' * 900)},
        'src/base/amount.cc:902', 'split it'),
}


def write_tree(root, *layers):
  for files in layers:
    for name, text in files.items():
      path = root / name
      path.parent.mkdir(parents=True, exist_ok=True)
      path.write_text(text, encoding='utf-8')


def run_lint(root):
  result = subprocess.run([sys.executable, str(ROOT / 'script' / 'lint'), '--root', str(root),
                           '--build-dir', str(root / 'build')],
                          capture_output=True, text=True, check=False)
  return result.returncode, result.stdout + result.stderr


class LintTest(unittest.TestCase):

  def setUp(self):
    self._folder = tempfile.TemporaryDirectory()
    self.root = pathlib.Path(self._folder.name)

  def tearDown(self):
    self._folder.cleanup()

  def test_clean_tree_has_no_findings(self):
    write_tree(self.root, CLEAN)
    status, output = run_lint(self.root)
    self.assertEqual(status, 0, output)

  def test_each_planted_violation_is_found(self):
    for rule, (files, place, message) in PLANTED.items():
      with self.subTest(rule), tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        write_tree(root, CLEAN, files)
        status, output = run_lint(root)
        self.assertEqual(status, 1, output)
        found = [line for line in output.splitlines() if line.startswith(place + ': ')]
        self.assertTrue(any(message in line for line in found), output)

  def test_explained_loop_over_a_hash_container_is_allowed(self):
    write_tree(self.root, CLEAN, {'src/base/amount.cc': source(
        'absl::flat_hash_set<int> ids;\n'
        '// order-free: a sum of integers\n'
        'int f() { int s = 0; for (int id : ids) s += id; return s; }')})
    status, output = run_lint(self.root)
    self.assertEqual(status, 0, output)

  def test_badly_formatted_file_is_found_where_clang_format_is(self):
    write_tree(self.root, CLEAN, {
        '.clang-format': 'BasedOnStyle: Google\n',
        'src/base/amount.cc': source('int   f( );')})
    status, output = run_lint(self.root)
    if 'the format is not checked' in output:
      self.skipTest('no clang-format')
    self.assertEqual(status, 1, output)
    self.assertRegex(output, r'src/base/amount\.cc:2: not formatted')

  def test_layers_are_read_from_the_dependencies_of_the_build(self):
    # A macro hides the include from the text; the compiler sees it all the same.
    write_tree(self.root, CLEAN, {
        'src/base/amount.cc': source('#define HIDDEN "lotse/score/scoring_spec.h"\n'
                                     '#include HIDDEN'),
        'CMakeLists.txt': f'# {LICENCE}\n'
                          'cmake_minimum_required(VERSION 3.24)\nproject(tree CXX)\n'
                          'add_library(tree STATIC src/base/amount.cc)\n'
                          'target_include_directories(tree PRIVATE include)\n'})
    build = self.root / 'build'
    for command in (['cmake', '-G', 'Ninja', '-S', str(self.root), '-B', str(build)],
                    ['cmake', '--build', str(build)]):
      result = subprocess.run(command, capture_output=True, text=True, check=False)
      self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
    status, output = run_lint(self.root)
    self.assertEqual(status, 1, output)
    self.assertTrue(re.search(r'src/base/amount\.cc:1: base reads '
                              r'include/lotse/score/scoring_spec\.h', output), output)


if __name__ == '__main__':
  unittest.main()
