// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The parsers of cells. A number is first rewritten as plain ASCII digits with
// a point, then read exactly.
#include "lotse/import/cell_parser.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/decimal.h"

namespace lotse {
namespace {

constexpr size_t kMaxNumberBytes = 64;
constexpr absl::string_view kNoBreakSpace = "\xC2\xA0";
constexpr absl::string_view kNarrowNoBreakSpace = "\xE2\x80\xAF";
constexpr absl::string_view kTypographicApostrophe = "\xE2\x80\x99";
constexpr absl::string_view kMinus = "\xE2\x88\x92";

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// Whether `c` cannot be part of a blank.
bool IsInk(char c) { return c > ' ' && c < '\x7F'; }

absl::string_view Stripped(absl::string_view text) {
  if (!text.empty() && IsInk(text.front()) && IsInk(text.back())) return text;
  while (true) {
    const size_t size = text.size();
    text = absl::StripAsciiWhitespace(text);
    for (const absl::string_view space : {kNoBreakSpace, kNarrowNoBreakSpace}) {
      absl::ConsumePrefix(&text, space);
      absl::ConsumeSuffix(&text, space);
    }
    if (text.size() == size) return text;
  }
}

// A separator of thousands at the start of `text` that is neither point nor
// comma: its bytes, or 0.
size_t OtherSeparator(absl::string_view text) {
  if (text[0] == ' ' || text[0] == '\'') return 1;
  for (const absl::string_view s :
       {kNoBreakSpace, kNarrowNoBreakSpace, kTypographicApostrophe}) {
    if (absl::StartsWith(text, s)) return s.size();
  }
  return 0;
}

// "-1.234,5" as "-1234.5". False if it is no number.
bool PlainNumber(absl::string_view text, DecimalMark mark, std::string* plain) {
  plain->clear();
  text = Stripped(text);
  if (text.size() > kMaxNumberBytes) return false;
  if (absl::ConsumeSuffix(&text, "%")) text = Stripped(text);
  if (absl::ConsumePrefix(&text, "-") || absl::ConsumePrefix(&text, kMinus)) {
    plain->push_back('-');
  } else {
    absl::ConsumePrefix(&text, "+");
  }
  if (text.empty()) return false;
  const char decimal = mark == DecimalMark::kComma ? ',' : '.';
  const char thousands = mark == DecimalMark::kComma ? '.' : ',';
  size_t digits = 0;     // In the number.
  size_t group = 0;      // Since the last separator.
  bool grouped = false;  // A separator was seen.
  size_t i = 0;
  for (; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      plain->push_back(text[i]);
      ++digits;
      ++group;
      continue;
    }
    const size_t separator =
        text[i] == thousands ? 1 : OtherSeparator(text.substr(i));
    if (separator == 0) break;
    // A group before the first separator has one to three digits, others three.
    if (group == 0 || group > 3 || (grouped && group != 3)) return false;
    grouped = true;
    group = 0;
    i += separator - 1;
  }
  if (grouped && group != 3) return false;
  if (i < text.size() && text[i] == decimal) {
    plain->push_back('.');
    const size_t begin = ++i;
    while (i < text.size() && IsDigit(text[i])) plain->push_back(text[i++]);
    digits += i - begin;
    if (i == begin) plain->pop_back();  // "12." is 12.
  }
  if (digits == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    plain->push_back('e');
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) {
      plain->push_back(text[i++]);
    }
    const size_t begin = i;
    while (i < text.size() && IsDigit(text[i])) plain->push_back(text[i++]);
    if (i == begin) return false;
  }
  return i == text.size();
}

// Reads one to `max_digits` digits from the start of `*text`.
std::optional<int> TakeDigits(absl::string_view* text, size_t max_digits) {
  size_t count = 0;
  int value = 0;
  while (count < text->size() && count < max_digits &&
         IsDigit((*text)[count])) {
    value = value * 10 + ((*text)[count] - '0');
    ++count;
  }
  if (count == 0) return std::nullopt;
  text->remove_prefix(count);
  return value;
}

// Three numbers with the same separator between them.
struct DateParts {
  std::array<int, 3> numbers;
  std::array<size_t, 3> digits;
  char separator;
};

// Reads the parts from the start of `*text`.
std::optional<DateParts> TakeDateParts(absl::string_view* text) {
  DateParts parts;
  absl::string_view rest = *text;
  for (size_t i = 0; i < 3; ++i) {
    const size_t before = rest.size();
    const std::optional<int> number = TakeDigits(&rest, 4);
    if (!number.has_value()) return std::nullopt;
    parts.numbers[i] = *number;
    parts.digits[i] = before - rest.size();
    if (i == 2) break;
    if (rest.empty() || !absl::StrContains("./-", rest[0])) return std::nullopt;
    if (i == 1 && rest[0] != parts.separator) return std::nullopt;
    parts.separator = rest[0];
    rest.remove_prefix(1);
  }
  if (!rest.empty() && IsDigit(rest[0])) return std::nullopt;
  *text = rest;
  return parts;
}

bool StartsWithYear(const DateParts& parts) {
  return parts.digits[0] == 4 && parts.digits[1] <= 2 && parts.digits[2] <= 2;
}

bool EndsWithYear(const DateParts& parts) {
  return parts.digits[0] <= 2 && parts.digits[1] <= 2 &&
         (parts.digits[2] == 4 || parts.digits[2] == 2);
}

std::optional<Date> ToDate(const DateParts& parts, DateOrder order) {
  const auto [a, b, c] = parts.numbers;
  absl::StatusOr<Date> date = absl::InvalidArgumentError("");
  if (StartsWithYear(parts)) {
    date = Date::FromCivil(a, b, c);
  } else if (EndsWithYear(parts)) {
    int year = c;
    if (parts.digits[2] == 2) year += c < 69 ? 2000 : 1900;
    if (parts.separator == '.' || order == DateOrder::kDayFirst) {
      date = Date::FromCivil(year, b, a);
    } else if (order == DateOrder::kMonthFirst) {
      date = Date::FromCivil(year, a, b);
    }
  }
  if (!date.ok()) return std::nullopt;
  return *date;
}

std::optional<Date> TakeDate(absl::string_view* text, DateOrder order) {
  const std::optional<DateParts> parts = TakeDateParts(text);
  if (!parts.has_value()) return std::nullopt;
  return ToDate(*parts, order);
}

// The hour of a clock with twelve of them, whose half of the day stands at the
// end of `*text` and is taken from there; other hours stay as they are.
std::optional<int> TakeHalfDay(absl::string_view* text, int hour) {
  for (const auto& [half, first] :
       {std::make_pair("am", 0), std::make_pair("pm", 12)}) {
    if (!absl::EndsWithIgnoreCase(*text, half)) continue;
    if (hour < 1 || hour > 12) return std::nullopt;
    text->remove_suffix(2);
    *text = Stripped(*text);
    return hour % 12 + first;
  }
  return hour;
}

// hh:mm[:ss[.ffffff]] in microseconds, or the same with AM or PM.
std::optional<int64_t> ParseTimeOfDay(absl::string_view text) {
  std::optional<int> hour = TakeDigits(&text, 2);
  if (hour.has_value()) hour = TakeHalfDay(&text, *hour);
  if (!hour.has_value() || *hour > 23 || !absl::ConsumePrefix(&text, ":")) {
    return std::nullopt;
  }
  const std::optional<int> minute = TakeDigits(&text, 2);
  if (!minute.has_value() || *minute > 59) return std::nullopt;
  int64_t micros = (int64_t{*hour} * 60 + *minute) * 60000000;
  if (text.empty()) return micros;
  if (!absl::ConsumePrefix(&text, ":")) return std::nullopt;
  const std::optional<int> second = TakeDigits(&text, 2);
  if (!second.has_value() || *second > 59) return std::nullopt;
  micros += int64_t{*second} * 1000000;
  if (text.empty()) return micros;
  if (text[0] != '.' && text[0] != ',') return std::nullopt;
  text.remove_prefix(1);
  if (text.empty() || text.size() > 9) return std::nullopt;
  int64_t scale = 100000;
  for (const char c : text) {
    if (!IsDigit(c)) return std::nullopt;
    micros += (c - '0') * scale;
    scale /= 10;
  }
  return micros;
}

constexpr std::pair<absl::string_view, absl::string_view> kCurrencySigns[] = {
    {"\xE2\x82\xAC", "EUR"}, {"$", "USD"}, {"\xC2\xA3", "GBP"}, {"Fr.", "CHF"}};

// Takes a currency from the start of `*text`, or from its end.
std::optional<std::string> TakeCurrency(absl::string_view* text) {
  for (const auto& [sign, code] : kCurrencySigns) {
    if (absl::ConsumePrefix(text, sign) || absl::ConsumeSuffix(text, sign)) {
      return std::string(code);
    }
  }
  for (const size_t at :
       {size_t{0}, text->size() - std::min<size_t>(3, text->size())}) {
    const absl::string_view code = text->substr(at, 3);
    if (!IsCurrencyCode(code)) continue;
    std::string result(code);
    if (at == 0) {
      text->remove_prefix(3);
    } else {
      text->remove_suffix(3);
    }
    return result;
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> ParseBoolean(absl::string_view text) {
  text = Stripped(text);
  for (const absl::string_view yes :
       {"yes", "true", "1", "ja", "wahr", "y", "j", "t", "x", "on"}) {
    if (absl::EqualsIgnoreCase(text, yes)) return true;
  }
  for (const absl::string_view no :
       {"no", "false", "0", "nein", "falsch", "n", "f", "off"}) {
    if (absl::EqualsIgnoreCase(text, no)) return false;
  }
  return std::nullopt;
}

std::optional<double> ParseNumber(absl::string_view text, DecimalMark mark) {
  std::string plain;
  double value = 0;
  if (!PlainNumber(text, mark, &plain) || !absl::SimpleAtod(plain, &value) ||
      !(value - value == 0)) {
    return std::nullopt;
  }
  return value;
}

std::optional<int64_t> ParseInteger(absl::string_view text, DecimalMark mark) {
  std::string plain;
  if (!PlainNumber(text, mark, &plain)) return std::nullopt;
  if (const std::optional<int64_t> whole = ParseDecimal(plain, 0)) return whole;
  // With an exponent, as spreadsheets write large numbers.
  constexpr double kExactBound = 9007199254740992.0;
  double value = 0;
  if (!absl::StrContains(plain, 'e') || !absl::SimpleAtod(plain, &value) ||
      !(value >= -kExactBound && value <= kExactBound) ||
      static_cast<double>(static_cast<int64_t>(value)) != value) {
    return std::nullopt;
  }
  return static_cast<int64_t>(value);
}

std::optional<Money> ParseMoney(absl::string_view text, DecimalMark mark,
                                absl::string_view currency) {
  text = Stripped(text);
  Money money;
  const std::optional<std::string> own = TakeCurrency(&text);
  money.currency = own.has_value() ? *own : std::string(currency);
  std::string plain;
  if (absl::EndsWith(text, "%") || !PlainNumber(text, mark, &plain)) {
    return std::nullopt;
  }
  const std::optional<int64_t> micros = ParseDecimal(plain, 6);
  if (!micros.has_value()) return std::nullopt;
  money.micros = *micros;
  return money;
}

std::optional<Date> ParseDate(absl::string_view text, DateOrder order) {
  text = Stripped(text);
  const std::optional<Date> date = TakeDate(&text, order);
  if (!date.has_value()) return std::nullopt;
  if (text.empty()) return date;
  // Spreadsheets and databases write days as midnights.
  if (text[0] != ' ' && text[0] != 'T') return std::nullopt;
  text.remove_prefix(1);
  absl::ConsumeSuffix(&text, "Z");
  if (ParseTimeOfDay(text) != 0) return std::nullopt;
  return date;
}

std::optional<Instant> ParseTime(absl::string_view text, DateOrder order) {
  text = Stripped(text);
  if (absl::StatusOr<Instant> instant = Instant::Parse(text); instant.ok()) {
    return *instant;
  }
  const std::optional<Date> date = TakeDate(&text, order);
  if (!date.has_value()) return std::nullopt;
  int64_t micros = 0;
  if (!text.empty()) {
    if (text[0] != ' ' && text[0] != 'T' && text[0] != ',') return std::nullopt;
    text.remove_prefix(1);
    text = Stripped(text);
    absl::ConsumeSuffix(&text, "Z");
    const std::optional<int64_t> time_of_day = ParseTimeOfDay(text);
    if (!time_of_day.has_value()) return std::nullopt;
    micros = *time_of_day;
  }
  return Instant::StartOf(*date) + Duration::Micros(micros);
}

MissingMarkers::MissingMarkers(std::vector<std::string> markers)
    : markers_(std::move(markers)) {
  for (const std::string& marker : markers_) {
    if (marker.empty()) continue;
    sizes_ |= uint64_t{1} << std::min<size_t>(marker.size(), 63);
    const unsigned char first = static_cast<unsigned char>(marker[0]);
    if (absl::ascii_isascii(first)) {
      first_bytes_.set(static_cast<unsigned char>(absl::ascii_tolower(first)));
      first_bytes_.set(static_cast<unsigned char>(absl::ascii_toupper(first)));
    } else {
      first_bytes_.set();  // Its other case may begin with any byte.
    }
  }
}

bool MissingMarkers::Has(absl::string_view text) const {
  text = Stripped(text);
  if (text.empty()) return true;
  // Most cells are told apart by their size and first byte.
  if ((sizes_ >> std::min<size_t>(text.size(), 63) & 1) == 0 ||
      !first_bytes_[static_cast<unsigned char>(text[0])]) {
    return false;
  }
  for (const std::string& marker : markers_) {
    if (text.size() == marker.size() && EqualsFolded(text, marker)) return true;
  }
  return false;
}

std::vector<std::string> DefaultMissingMarkers() {
  return {"unknown",
          "n/a",
          "#N/A",
          "NULL",
          "NaN",
          "-",
          "--",
          "?",
          "Select",
          "Select...",
          "Select ...",
          "unbekannt",
          "k.A.",
          "k. A.",
          "(blank)",
          "keine Angabe",
          "Bitte w\u00e4hlen",
          "(leer)"};
}

void FormatEvidence::Add(absl::string_view text) {
  text = Stripped(text);
  if (text.empty() || text.size() > kMaxNumberBytes) return;
  size_t digits = 0;
  for (const char c : text) {
    if (IsDigit(c)) ++digits;
  }
  if (digits == 0) return;
  AddNumber(text);
  AddDate(text);
}

void FormatEvidence::AddNumber(absl::string_view text) {
  if (!absl::StrContains(text, '.') && !absl::StrContains(text, ',')) return;
  TakeCurrency(&text);
  std::string plain;
  const bool as_point = PlainNumber(text, DecimalMark::kPoint, &plain);
  const bool as_comma = PlainNumber(text, DecimalMark::kComma, &plain);
  if (as_point && !as_comma) ++points_;
  if (as_comma && !as_point) ++commas_;
  if (as_point && as_comma && absl::StrContains(text, '.')) ++dotted_groups_;
}

void FormatEvidence::AddDate(absl::string_view text) {
  const std::optional<DateParts> parts = TakeDateParts(&text);
  if (!parts.has_value() || !EndsWithYear(*parts)) return;
  if (parts->separator == '.') {
    if (ToDate(*parts, DateOrder::kDayFirst).has_value()) ++dotted_dates_;
    return;
  }
  const bool day_first = ToDate(*parts, DateOrder::kDayFirst).has_value();
  const bool month_first = ToDate(*parts, DateOrder::kMonthFirst).has_value();
  if (day_first && !month_first) ++day_first_;
  if (month_first && !day_first) ++month_first_;
}

DecimalMark FormatEvidence::decimal_mark() const {
  if (points_ > commas_) return DecimalMark::kPoint;
  if (commas_ > points_) return DecimalMark::kComma;
  // Nothing but 1.234: thousands in a file that writes its dates in German.
  if (points_ == 0 && dotted_groups_ > 0 && dotted_dates_ > 0) {
    return DecimalMark::kComma;
  }
  return DecimalMark::kUnspecified;
}

DateOrder FormatEvidence::date_order() const {
  if (day_first_ > 0 && month_first_ == 0) return DateOrder::kDayFirst;
  if (month_first_ > 0 && day_first_ == 0) return DateOrder::kMonthFirst;
  return DateOrder::kUnspecified;
}

}  // namespace lotse
