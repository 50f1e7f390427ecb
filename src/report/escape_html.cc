// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EscapeHtml.
#include "src/report/escape_html.h"

#include <cstddef>

#include "lotse/base/utf8.h"

namespace lotse {

std::string EscapeHtml(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const Utf8Unit unit = DecodeUtf8(text, i);
    const char32_t c = unit.code_point;
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) ||
                         (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069);
    if (!unit.valid || control) {
      out += c == '\n' || c == '\t' || c == '\r' ? " " : "\xEF\xBF\xBD";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else {
      out.append(text.data() + i, unit.size);
    }
    i += unit.size;
  }
  return out;
}

}  // namespace lotse
