// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FieldPath::ToString.
#include "lotse/base/field_path.h"

#include "absl/strings/str_cat.h"

namespace lotse {

std::string FieldPath::ToString() const {
  std::string out = parent_ == nullptr ? "" : parent_->ToString();
  if (name_ == nullptr) return out;
  absl::StrAppend(&out, out.empty() ? "" : ".", name_);
  if (index_ != kNoIndex) absl::StrAppend(&out, "[", index_, "]");
  return out;
}

}  // namespace lotse
