// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionLexer: the tokens of a condition's text. Internal to condition.
//
// Not thread-safe; the text must outlive it.
#ifndef LOTSE_SRC_CONDITION_CONDITION_LEXER_H_
#define LOTSE_SRC_CONDITION_CONDITION_LEXER_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lotse/facts/value.h"

namespace lotse {

struct ConditionToken {
  enum class Kind {
    kEnd,
    kName,    // An identifier with dots, or a keyword.
    kValue,   // A literal; `value` has it.
    kSymbol,  // An operator, parenthesis, comma or *.
  };
  Kind kind = Kind::kEnd;
  // The token as written.
  absl::string_view text;
  Value value;
  // Where it begins, in bytes.
  size_t offset = 0;
};

class ConditionLexer {
 public:
  explicit ConditionLexer(absl::string_view text) : text_(text) {}

  // Reads the next token into `token`. Error: InvalidArgument with the column.
  absl::Status Next(ConditionToken* token);

  // InvalidArgument "column N: message" for the byte `offset`.
  absl::Status ErrorAt(size_t offset, absl::string_view message) const;

 private:
  absl::Status LexText(ConditionToken* token);
  absl::Status LexNumber(ConditionToken* token);
  bool LexTime(ConditionToken* token, absl::Status* status);
  char At(size_t offset) const {
    return offset < text_.size() ? text_[offset] : '\0';
  }

  absl::string_view text_;
  size_t offset_ = 0;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_CONDITION_LEXER_H_
