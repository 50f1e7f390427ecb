// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MarkdownPage: the code blocks and tables of a page in docs/, for tests of
// what the page says.
//
//   MarkdownPage page("conditions.md");
//   for (const std::string& line : page.Lines("conditions true")) ...
#ifndef LOTSE_DOCS_MARKDOWN_PAGE_H_
#define LOTSE_DOCS_MARKDOWN_PAGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace lotse {

class MarkdownPage {
 public:
  // Reads docs/<name>; an unreadable page is empty.
  explicit MarkdownPage(const std::string& name);

  // The text of the block whose fence says `info`; empty if there is none.
  std::string Block(absl::string_view info) const;

  // The lines of all blocks whose fence says `info`, without empty ones.
  std::vector<std::string> Lines(absl::string_view info) const;

  // The rows of the table whose first heading is `heading`, that one first;
  // cells without backquotes. Empty if there is none.
  std::vector<std::vector<std::string>> Table(absl::string_view heading) const;

 private:
  std::vector<std::string> lines_;
};

}  // namespace lotse

#endif  // LOTSE_DOCS_MARKDOWN_PAGE_H_
