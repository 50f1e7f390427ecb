// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EscapeHtml: text for pages, whatever it holds. Internal to report.
#ifndef LOTSE_SRC_REPORT_ESCAPE_HTML_H_
#define LOTSE_SRC_REPORT_ESCAPE_HTML_H_

#include <string>

#include "absl/strings/string_view.h"

namespace lotse {

// `text` so that it stands in HTML and in attributes as it is. What is not
// UTF-8 or a control character becomes U+FFFD.
std::string EscapeHtml(absl::string_view text);

}  // namespace lotse

#endif  // LOTSE_SRC_REPORT_ESCAPE_HTML_H_
