// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpecPaths and HasPath: the issues of a spec by their paths, and whether a
// path leads to a field that there is.
//
//   EXPECT_THAT(IssuesOf(issues), ElementsAre("schema.company[0].key: ..."));
//   EXPECT_TRUE(HasPath(spec, "scoring.groups[2].rules[0].when"));
#ifndef LOTSE_TESTING_SPEC_PATHS_H_
#define LOTSE_TESTING_SPEC_PATHS_H_

#include <cstddef>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"
#include "lotse/base/spec_issue.h"

namespace lotse {

// "path: message" of each.
inline std::vector<std::string> IssuesOf(const SpecIssues& issues) {
  std::vector<std::string> out;
  for (const SpecIssue& issue : issues.list()) out.push_back(issue.ToString());
  return out;
}

inline std::vector<std::string> PathsOf(const SpecIssues& issues) {
  std::vector<std::string> out;
  for (const SpecIssue& issue : issues.list()) out.push_back(issue.path);
  return out;
}

// Whether the field lists lead from `object` along `path` to something. A
// repeated field may be named with the index of an element that there is, or as
// a whole; an optional field or alternative that is unset ends the path.
template <typename T>
bool HasPath(const T& object, absl::string_view path) {
  if (path.empty()) return true;
  if constexpr (IsOptional<T>::value) {
    return object.has_value() && HasPath(*object, path);
  } else if constexpr (HasFields<T>::value) {
    const size_t end = path.find_first_of(".[");
    const absl::string_view name = path.substr(0, end);
    absl::string_view rest =
        end == absl::string_view::npos ? "" : path.substr(end);
    size_t index = 0;
    bool indexed = false;
    if (!rest.empty() && rest[0] == '[') {
      const size_t close = rest.find(']');
      if (!absl::SimpleAtoi(rest.substr(1, close - 1), &index)) return false;
      rest.remove_prefix(close + 1);
      indexed = true;
    }
    if (!rest.empty() && rest[0] != '.') return false;
    if (!rest.empty()) rest.remove_prefix(1);
    bool found = false;
    ForEachField<T>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        VisitSet(field, object, [&](const auto& alternative, const auto& set) {
          if (name == alternative.name && !indexed) found = HasPath(set, rest);
        });
      } else if (name == field.name) {
        const auto& member = object.*field.member;
        using Member = std::decay_t<decltype(member)>;
        if constexpr (IsVector<Member>::value) {
          found = indexed
                      ? index < member.size() && HasPath(member[index], rest)
                      : rest.empty();
        } else {
          found = !indexed && HasPath(member, rest);
        }
      }
    });
    return found;
  } else {
    return false;
  }
}

}  // namespace lotse

#endif  // LOTSE_TESTING_SPEC_PATHS_H_
