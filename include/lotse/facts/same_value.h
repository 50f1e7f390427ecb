// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SameValue: whether two values of one fact say the same. A pure function.
#ifndef LOTSE_FACTS_SAME_VALUE_H_
#define LOTSE_FACTS_SAME_VALUE_H_

#include "lotse/facts/value.h"

namespace lotse {

// Of the same fact, so that types and currencies agree where there is a value.
// Lists say the same if they have the same texts, in any order and however
// often. Missing is the same as missing only.
bool SameValue(const ValueView& a, const ValueView& b);

}  // namespace lotse

#endif  // LOTSE_FACTS_SAME_VALUE_H_
