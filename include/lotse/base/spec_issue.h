// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpecIssues: everything that is wrong with a spec, each with its path.
//
// Every ValidateX fills one, so an author sees all problems at once; CompileX
// turns it into a status.
//
//   SpecIssues issues;
//   issues.Add(path.Child("points"), "is not a finite number");
//   if (!issues.empty()) return issues.ToStatus();
//
// Not thread-safe; a plain value.
#ifndef LOTSE_BASE_SPEC_ISSUE_H_
#define LOTSE_BASE_SPEC_ISSUE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"

namespace lotse {

// One thing that is wrong.
struct SpecIssue {
  // Where: "scoring.groups[2].rules[0].when". Empty: the spec as a whole.
  std::string path;
  // What, and what to do about it. Never quotes a person's data.
  std::string message;

  // "path: message".
  std::string ToString() const;

  static constexpr auto Fields() {
    return FieldList(Field{1, "path", &SpecIssue::path},
                     Field{2, "message", &SpecIssue::message});
  }
};

class SpecIssues {
 public:
  // Issues beyond this many are counted but not kept.
  static constexpr size_t kMaxKept = 1000;

  void Add(const FieldPath& path, absl::string_view message);

  bool empty() const { return count_ == 0; }
  // All issues found, kept or not.
  size_t count() const { return count_; }
  const std::vector<SpecIssue>& list() const { return list_; }

  // DidYouMean, while there is time for it: a hostile spec has thousands of
  // unknown names, and each is compared with all names there are. After a
  // quarter of a million comparisons there are no more hints.
  std::string DidYouMean(absl::string_view misspelt,
                         const std::vector<absl::string_view>& names);
  // Whether there is time to compare a name with `names` others; takes it.
  bool TakeHint(size_t names);

  // Ok if empty; else InvalidArgument with the first issue and how many more
  // there are.
  absl::Status ToStatus() const;

 private:
  std::vector<SpecIssue> list_;
  size_t count_ = 0;
  size_t comparisons_left_ = 250000;
};

// The name among `names` that `misspelt` most likely means, for "did you mean";
// empty if none is near (at most a third of the letters differ).
absl::string_view NearestName(absl::string_view misspelt,
                              const std::vector<absl::string_view>& names);

// "; did you mean "x"?" for NearestName, or nothing.
std::string DidYouMean(absl::string_view misspelt,
                       const std::vector<absl::string_view>& names);

}  // namespace lotse

#endif  // LOTSE_BASE_SPEC_ISSUE_H_
