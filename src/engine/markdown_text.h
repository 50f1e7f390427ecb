// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PlainInMarkdown: text that Markdown does not take for markup. Internal to
// engine; a pure function.
#ifndef LOTSE_SRC_ENGINE_MARKDOWN_TEXT_H_
#define LOTSE_SRC_ENGINE_MARKDOWN_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace lotse {

// On one line.
inline std::string PlainInMarkdown(absl::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    if (absl::string_view("\\`*_{}[]<>#|~").find(c) !=
        absl::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_MARKDOWN_TEXT_H_
