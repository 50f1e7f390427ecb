// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionLexer.
#include "src/condition/condition_lexer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) {
  return absl::ascii_isxdigit(static_cast<unsigned char>(c));
}
bool IsLetter(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_';
}

}  // namespace

absl::Status ConditionLexer::ErrorAt(size_t offset,
                                     absl::string_view message) const {
  size_t column = 1;  // Characters, not bytes: skip continuation bytes.
  for (char c : text_.substr(0, offset)) {
    if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++column;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("column ", column, ": ", message));
}

absl::Status ConditionLexer::Next(ConditionToken* token) {
  if (offset_ == 0) {
    if (text_.size() > kMaxTextBytes) {
      return absl::InvalidArgumentError(
          absl::StrCat("has more than ", kMaxTextBytes, " bytes"));
    }
    if (!IsValidUtf8(text_)) {
      return absl::InvalidArgumentError("is no valid UTF-8");
    }
  }
  while (absl::ascii_isspace(static_cast<unsigned char>(At(offset_)))) {
    ++offset_;
  }
  *token = ConditionToken();
  token->offset = offset_;
  const char c = At(offset_);
  if (offset_ >= text_.size()) return absl::OkStatus();
  if (IsLetter(c)) {
    size_t end = offset_ + 1;
    while (IsLetter(At(end)) || IsDigit(At(end)) ||
           (At(end) == '.' && IsLetter(At(end + 1)))) {
      ++end;
    }
    token->kind = ConditionToken::Kind::kName;
    token->text = text_.substr(offset_, end - offset_);
    offset_ = end;
    return absl::OkStatus();
  }
  if (c == '"' || c == '\'') return LexText(token);
  if (IsDigit(c) || ((c == '-' || c == '+') && IsDigit(At(offset_ + 1)))) {
    absl::Status status;
    if (LexTime(token, &status)) return status;
    return LexNumber(token);
  }
  size_t length = 1;
  if ((c == '!' || c == '<' || c == '>') && At(offset_ + 1) == '=') length = 2;
  if (c == '<' && At(offset_ + 1) == '>') length = 2;
  if (absl::string_view("()=<>,*").find(c) == absl::string_view::npos &&
      length == 1) {
    return ErrorAt(offset_, c == '&'   ? "write \"and\" instead of &&"
                            : c == '|' ? "write \"or\" instead of ||"
                            : c == '!' ? "write \"not\" instead of !"
                                       : "unexpected character");
  }
  if (c == '=' && At(offset_ + 1) == '=') {
    return ErrorAt(offset_, "write \"=\" instead of ==");
  }
  token->kind = ConditionToken::Kind::kSymbol;
  token->text = text_.substr(offset_, length);
  offset_ += length;
  return absl::OkStatus();
}

absl::Status ConditionLexer::LexText(ConditionToken* token) {
  const size_t begin = offset_;
  const char quote = At(begin);
  std::string value;
  size_t i = begin + 1;
  for (; i < text_.size() && text_[i] != quote; ++i) {
    if (text_[i] != '\\') {
      value += text_[i];
      continue;
    }
    ++i;
    switch (At(i)) {
      case '"':
      case '\'':
      case '\\':
        value += text_[i];
        break;
      case 'n':
        value += '\n';
        break;
      case 't':
        value += '\t';
        break;
      case 'u': {
        // Control characters, as QuoteText writes them: \u00XX.
        uint32_t code = 0;
        const absl::string_view hex =
            text_.substr(std::min(i + 1, text_.size()), 4);
        // SimpleHexAtoi would take a sign, spaces and 0x.
        if (hex.size() != 4 || !std::all_of(hex.begin(), hex.end(), IsHex) ||
            !absl::SimpleHexAtoi(hex, &code) || code >= 0x80) {
          return ErrorAt(i - 1, "\\u takes four hexadecimal digits up to 007f");
        }
        value += static_cast<char>(code);
        i += 4;
        break;
      }
      default:
        return ErrorAt(i - 1,
                       "unknown escape: use \\\", \\', \\\\, \\n, \\t or \\u");
    }
  }
  if (i >= text_.size()) return ErrorAt(begin, "the text has no closing quote");
  offset_ = i + 1;
  token->kind = ConditionToken::Kind::kValue;
  token->text = text_.substr(begin, offset_ - begin);
  token->value.kind = std::move(value);
  return absl::OkStatus();
}

bool ConditionLexer::LexTime(ConditionToken* token, absl::Status* status) {
  // dddd-dd-dd, then perhaps T and the rest of RFC 3339.
  for (size_t i = 0; i < 10; ++i) {
    const char c = At(offset_ + i);
    if (i == 4 || i == 7 ? c != '-' : !IsDigit(c)) return false;
  }
  size_t end = offset_ + 10;
  const bool has_time = At(end) == 'T' || At(end) == 't';
  if (has_time) {
    ++end;
    while (IsDigit(At(end)) || absl::string_view(":.+-Zz").find(At(end)) !=
                                   absl::string_view::npos) {
      if (end >= text_.size()) break;
      ++end;
    }
  }
  token->kind = ConditionToken::Kind::kValue;
  token->text = text_.substr(offset_, end - offset_);
  if (has_time) {
    const absl::StatusOr<Instant> time = Instant::Parse(token->text);
    if (time.ok()) {
      token->value.kind = *time;
    } else {
      *status = ErrorAt(offset_, time.status().message());
    }
  } else {
    const absl::StatusOr<Date> date = Date::Parse(token->text);
    if (date.ok()) {
      token->value.kind = *date;
    } else {
      *status = ErrorAt(offset_, date.status().message());
    }
  }
  offset_ = end;
  return true;
}

absl::Status ConditionLexer::LexNumber(ConditionToken* token) {
  const size_t begin = offset_;
  size_t end = begin;
  bool whole = true;
  if (At(end) == '-' || At(end) == '+') ++end;
  while (IsDigit(At(end))) ++end;
  if (At(end) == '.' && IsDigit(At(end + 1))) {
    whole = false;
    ++end;
    while (IsDigit(At(end))) ++end;
  }
  const size_t mantissa_end = end;
  if (At(end) == 'e' || At(end) == 'E') {
    size_t exponent = end + 1;
    if (At(exponent) == '-' || At(exponent) == '+') ++exponent;
    if (IsDigit(At(exponent))) {
      whole = false;
      while (IsDigit(At(exponent))) ++exponent;
      end = exponent;
    }
  }
  token->kind = ConditionToken::Kind::kValue;
  token->text = text_.substr(begin, end - begin);
  offset_ = end;
  // Money: a number, a space and a currency code that stands alone. AND has the
  // form of one, too, but joins conditions.
  if (end == mantissa_end && At(end) == ' ' &&
      IsCurrencyCode(text_.substr(end + 1, 3)) &&
      text_.substr(end + 1, 3) != "AND" && !IsLetter(At(end + 4)) &&
      !IsDigit(At(end + 4))) {
    token->text = text_.substr(begin, end + 4 - begin);
    offset_ = end + 4;
    const absl::StatusOr<Money> money = Money::Parse(token->text);
    if (!money.ok()) return ErrorAt(begin, money.status().message());
    token->value.kind = *money;
    return absl::OkStatus();
  }
  absl::string_view digits = token->text;
  if (digits[0] == '+') digits.remove_prefix(1);
  if (whole) {
    int64_t integer = 0;
    if (!absl::SimpleAtoi(digits, &integer)) {
      return ErrorAt(begin, "the number is too large");
    }
    token->value.kind = integer;
    return absl::OkStatus();
  }
  double number = 0;
  if (!absl::SimpleAtod(digits, &number) || !std::isfinite(number)) {
    return ErrorAt(begin, "the number is too large");
  }
  token->value.kind = number;
  return absl::OkStatus();
}

}  // namespace lotse
