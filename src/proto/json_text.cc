// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Names, numbers, texts, times and durations of JSON.
#include "src/proto/json_text.h"

#include <charconv>
#include <cmath>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "lotse/base/decimal.h"
#include "lotse/base/limits.h"
#include "lotse/base/number_text.h"
#include "lotse/base/utf8.h"
#include "src/proto/decode_context.h"

namespace lotse::proto {
namespace {

constexpr int64_t kMicrosPerSecond = 1000000;
constexpr int64_t kMaxDurationMicros =
    kMaxDurationDays * 86400 * kMicrosPerSecond;

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// ".500" for 500,000 microseconds; nothing for 0.
std::string Fraction(int64_t micros) {
  if (micros == 0) return "";
  return micros % 1000 == 0 ? absl::StrFormat(".%03d", micros / 1000)
                            : absl::StrFormat(".%06d", micros);
}

}  // namespace

bool IsFieldName(absl::string_view key, absl::string_view name) {
  if (key == name) return true;
  size_t at = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    if (c == '_' && i + 1 < name.size()) {
      c = absl::ascii_toupper(static_cast<unsigned char>(name[++i]));
    }
    if (at == key.size() || key[at++] != c) return false;
  }
  return at == key.size();
}

std::string CamelCase(absl::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    if (c == '_' && i + 1 < name.size()) {
      c = absl::ascii_toupper(static_cast<unsigned char>(name[++i]));
    }
    out += c;
  }
  return out;
}

bool IsIntegerText(absl::string_view text) {
  absl::ConsumePrefix(&text, "-");
  if (text.empty()) return false;
  for (char c : text) {
    if (!IsDigit(c)) return false;
  }
  return true;
}

std::optional<int64_t> ParseJsonInteger(absl::string_view text) {
  int64_t value;
  if (IsIntegerText(text)) {
    if (!absl::SimpleAtoi(text, &value)) return std::nullopt;
    return value;
  }
  const std::optional<double> number = ParseJsonNumber(text);
  constexpr double kEnd = 9223372036854775808.0;  // 2^63
  if (!number.has_value() || !(*number >= -kEnd && *number < kEnd)) {
    return std::nullopt;
  }
  value = static_cast<int64_t>(*number);
  if (static_cast<double>(value) != *number) return std::nullopt;
  return value;
}

std::optional<double> ParseJsonNumber(absl::string_view text) {
  // Leaves out what SimpleAtod takes beyond JSON: white space, "inf", "nan".
  for (char c : text) {
    if (!IsDigit(c) && c != '-' && c != '+' && c != '.' && c != 'e' &&
        c != 'E') {
      return std::nullopt;
    }
  }
  double value;
  if (absl::StartsWith(text, "+") || !absl::SimpleAtod(text, &value)) {
    return std::nullopt;
  }
  return value;
}

std::string PrintJsonNumber(double number) {
  if (std::isnan(number)) return "\"NaN\"";
  if (std::isinf(number)) return number > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  char buffer[32];
  const std::to_chars_result result = std::to_chars(
      buffer, buffer + sizeof(buffer), number == 0 ? 0.0 : number);
  return std::string(buffer, result.ptr);
}

std::string PrintJsonText(absl::string_view text) {
  if (IsValidUtf8(text)) return QuoteText(text);
  std::string valid;
  for (size_t i = 0; i < text.size();) {
    const Utf8Unit unit = DecodeUtf8(text, i);
    AppendUtf8(unit.valid ? unit.code_point : U'\uFFFD', &valid);
    i += unit.size;
  }
  return QuoteText(valid);
}

std::string PrintJsonInstant(Instant instant) {
  const int64_t micros = SplitInstant(instant).nanos / 1000;
  std::string out = (instant - Duration::Micros(micros)).ToString();
  out.pop_back();  // The Z.
  return absl::StrCat(out, Fraction(micros), "Z");
}

std::string PrintJsonDuration(Duration duration) {
  const SecondsAndNanos parts = SplitDuration(duration);
  const bool negative = parts.seconds < 0 || parts.nanos < 0;
  return absl::StrCat(negative ? "-" : "",
                      absl::string_view(absl::StrCat(parts.seconds))
                          .substr(parts.seconds < 0 ? 1 : 0),
                      Fraction(std::abs(parts.nanos / 1000)), "s");
}

std::optional<Duration> ParseJsonDuration(absl::string_view text) {
  struct Unit {
    const char* name;
    int64_t micros;
  };
  static constexpr Unit kUnits[] = {{" microsecond", 1},
                                    {" second", kMicrosPerSecond},
                                    {" minute", 60 * kMicrosPerSecond},
                                    {" hour", 3600 * kMicrosPerSecond},
                                    {" day", 86400 * kMicrosPerSecond},
                                    {" week", 7 * 86400 * kMicrosPerSecond}};
  const bool has_s = absl::ConsumeSuffix(&text, "s");
  for (const Unit& unit : kUnits) {
    absl::string_view digits = text;
    if (!absl::ConsumeSuffix(&digits, unit.name)) continue;
    int64_t count;
    if (!IsIntegerText(digits) || !absl::SimpleAtoi(digits, &count) ||
        count > kMaxDurationMicros / unit.micros ||
        count < -kMaxDurationMicros / unit.micros) {
      return std::nullopt;
    }
    return Duration::Micros(count * unit.micros);
  }
  // Seconds. Digits after the sixth decimal are cut, if they are digits.
  if (!has_s || absl::StartsWith(text, "+")) return std::nullopt;
  if (const size_t point = text.find('.'); point != absl::string_view::npos) {
    for (char c : text.substr(point + 1)) {
      if (!IsDigit(c)) return std::nullopt;
    }
    if (text.size() == point + 1) return std::nullopt;
    text = text.substr(0, point + 7);
  }
  const std::optional<int64_t> micros = ParseDecimal(text, 6);
  if (!micros.has_value() || *micros > kMaxDurationMicros ||
      *micros < -kMaxDurationMicros) {
    return std::nullopt;
  }
  return Duration::Micros(*micros);
}

}  // namespace lotse::proto
