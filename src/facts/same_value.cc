// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SameValue.
#include "lotse/facts/same_value.h"

#include <set>

namespace lotse {

bool SameValue(const ValueView& a, const ValueView& b) {
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case ValueType::kUnspecified:
      return true;
    case ValueType::kNumber:
      return a.number() == b.number();
    case ValueType::kText:
      return a.text() == b.text();
    case ValueType::kList:
      return std::set<absl::string_view>(a.list().begin(), a.list().end()) ==
             std::set<absl::string_view>(b.list().begin(), b.list().end());
    case ValueType::kMoney:
      return a.currency() == b.currency() && a.integer() == b.integer();
    case ValueType::kBoolean:
    case ValueType::kInteger:
    case ValueType::kTime:
    case ValueType::kDate:
      break;
  }
  return a.integer() == b.integer();
}

}  // namespace lotse
