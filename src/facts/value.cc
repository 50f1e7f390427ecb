// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Value::ToString and the constructors of ValueView.
#include "lotse/facts/value.h"

#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "lotse/base/number_text.h"

namespace lotse {
namespace {

struct Printer {
  std::string operator()(std::monostate) const { return "missing"; }
  std::string operator()(bool v) const { return v ? "true" : "false"; }
  std::string operator()(int64_t v) const { return absl::StrCat(v); }
  std::string operator()(double v) const { return PrintNumber(v); }
  std::string operator()(const std::string& v) const { return QuoteText(v); }
  std::string operator()(Instant v) const { return v.ToString(); }
  std::string operator()(Date v) const { return v.ToString(); }
  std::string operator()(const Money& v) const { return v.ToString(); }
  std::string operator()(const TextList& v) const {
    std::string out = "(";
    for (const std::string& text : v.values) {
      absl::StrAppend(&out, out.size() > 1 ? ", " : "", QuoteText(text));
    }
    return out + ")";
  }
};

}  // namespace

std::string Value::ToString() const { return std::visit(Printer(), kind); }

ValueView ValueView::Number(double v) {
  ValueView view;
  if (!std::isfinite(v)) return view;
  view.number_ = v;
  view.type_ = ValueType::kNumber;
  return view;
}

ValueView ValueView::List(absl::Span<const absl::string_view> v) {
  ValueView view;
  if (v.size() > std::numeric_limits<uint32_t>::max()) return view;
  view.list_ = v.data();
  view.size_ = static_cast<uint32_t>(v.size());
  view.type_ = ValueType::kList;
  return view;
}

ValueView ValueView::OfMoney(int64_t micros, absl::string_view currency) {
  const uint32_t packed = PackCurrency(currency);
  if (packed == 0) return ValueView();
  ValueView view(ValueType::kMoney, micros);
  view.size_ = packed;
  return view;
}

uint32_t PackCurrency(absl::string_view code) {
  if (!IsCurrencyCode(code)) return 0;
  uint32_t packed = 0;
  for (char c : code) packed = packed << 8 | static_cast<unsigned char>(c);
  return packed;
}

std::string UnpackCurrency(uint32_t packed) {
  return {static_cast<char>(packed >> 16 & 0xff),
          static_cast<char>(packed >> 8 & 0xff),
          static_cast<char>(packed & 0xff)};
}

}  // namespace lotse
