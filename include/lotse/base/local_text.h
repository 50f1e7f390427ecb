// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LocalText: a text in several languages.
//
//   LocalText label{"", "Company size", "Firmengröße"};
//   label.In("de");   // "Firmengröße"
//   label.In("fr");   // "Company size": English if there is no French
#ifndef LOTSE_BASE_LOCAL_TEXT_H_
#define LOTSE_BASE_LOCAL_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"

namespace lotse {

// A text in a language other than English and German.
struct Translation {
  // BCP 47 tag, such as "fr" or "pt-BR".
  std::string language;
  std::string text;

  static constexpr auto Fields() {
    return FieldList(Field{1, "language", &Translation::language},
                     Field{2, "text", &Translation::text});
  }
};

struct LocalText {
  // Key of a text in the spec's catalogue. Empty: the texts stand here.
  std::string id;
  std::string en;
  std::string de;
  std::vector<Translation> other;

  // The text in `language`, else in English, else in German, else in the first
  // language there is; empty if there is no text at all.
  absl::string_view In(absl::string_view language) const;

  // Whether no text stands here.
  bool empty() const { return en.empty() && de.empty() && other.empty(); }

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "id", &LocalText::id}, Field{2, "en", &LocalText::en},
        Field{3, "de", &LocalText::de}, Field{4, "other", &LocalText::other});
  }
};

}  // namespace lotse

#endif  // LOTSE_BASE_LOCAL_TEXT_H_
