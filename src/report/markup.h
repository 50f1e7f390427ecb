// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Markup: HTML and SVG that are put together safely. Text becomes markup by
// Text alone, which escapes it; what is Markup already is never escaped again.
//
//   Markup cell = Tag("td", {{"class", "number"}}, Text(label));
//
// Internal to report.
#ifndef LOTSE_SRC_REPORT_MARKUP_H_
#define LOTSE_SRC_REPORT_MARKUP_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "src/report/escape_html.h"

namespace lotse {

struct Markup {
  std::string html;

  Markup& operator+=(const Markup& more) {
    html += more.html;
    return *this;
  }
};

inline Markup operator+(Markup a, const Markup& b) {
  a += b;
  return a;
}

// For element content and for values of attributes.
inline Markup Text(absl::string_view text) { return {EscapeHtml(text)}; }

// Names and values of attributes; values are texts.
using Attributes = std::vector<std::pair<const char*, std::string>>;

inline Markup Tag(const char* name, const Attributes& attributes,
                  const Markup& content = {}) {
  Markup markup{absl::StrCat("<", name)};
  for (const auto& [key, value] : attributes) {
    absl::StrAppend(&markup.html, " ", key, "=\"", Text(value).html, "\"");
  }
  absl::StrAppend(&markup.html, ">", content.html, "</", name, ">");
  return markup;
}

}  // namespace lotse

#endif  // LOTSE_SRC_REPORT_MARKUP_H_
