// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LocalText::In.
#include "lotse/base/local_text.h"

namespace lotse {

absl::string_view LocalText::In(absl::string_view language) const {
  if (language == "de" && !de.empty()) return de;
  for (const Translation& translation : other) {
    if (translation.language == language) return translation.text;
  }
  if (!en.empty()) return en;
  if (!de.empty()) return de;
  return other.empty() ? absl::string_view() : other.front().text;
}

}  // namespace lotse
