// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpecIssueList: what Validate found, as a boundary struct.
//
//   SpecIssues issues;
//   ValidateEngineSpec(spec, &issues);
//   std::string json = proto::ToJson(SpecIssueList{issues.list()});
#ifndef LOTSE_PROTO_SPEC_ISSUE_LIST_H_
#define LOTSE_PROTO_SPEC_ISSUE_LIST_H_

#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/spec_issue.h"

namespace lotse {

struct SpecIssueList {
  // In the order found. Empty: nothing is wrong.
  std::vector<SpecIssue> issues;

  static constexpr auto Fields() {
    return FieldList(Field{1, "issues", &SpecIssueList::issues});
  }
};

}  // namespace lotse

#endif  // LOTSE_PROTO_SPEC_ISSUE_LIST_H_
