// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateCsvMapping.
#include "lotse/channel/csv_mapping.h"

#include <cstddef>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/limits.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

void ValidateMarkers(const std::vector<std::string>& markers,
                     const FieldPath& path, const char* name,
                     SpecIssues* issues) {
  if (markers.size() > kMaxListValues) {
    issues->Add(path.Child(name),
                absl::StrCat("has more than ", kMaxListValues, " values"));
  }
  for (size_t i = 0; i < markers.size(); ++i) {
    if (!IsValidUtf8(markers[i])) {
      issues->Add(path.Child(name, i), "is not UTF-8");
    }
  }
}

}  // namespace

void ValidateCsvMapping(const CsvMapping& mapping, const FieldPath& path,
                        SpecIssues* issues) {
  const std::string& delimiter = mapping.delimiter;
  if (delimiter.size() > 1 ||
      (delimiter.size() == 1 &&
       (!absl::ascii_isascii(static_cast<unsigned char>(delimiter[0])) ||
        absl::ascii_isalnum(static_cast<unsigned char>(delimiter[0])) ||
        absl::StrContains("\"\n\r", delimiter)))) {
    issues->Add(path.Child("delimiter"),
                "must be one ASCII character that is neither letter, digit, "
                "quote nor line end, such as \";\"");
  }
  if (mapping.columns.size() > kMaxAttributes) {
    issues->Add(path.Child("columns"),
                absl::StrCat("has more than ", kMaxAttributes, " columns"));
    return;
  }
  ValidateMarkers(mapping.missing, path, "missing", issues);
  ValidateMarkers(mapping.won, path, "won", issues);
  ValidateMarkers(mapping.lost, path, "lost", issues);
  absl::flat_hash_set<absl::string_view> facts;
  for (size_t i = 0; i < mapping.columns.size(); ++i) {
    const CsvColumn& column = mapping.columns[i];
    const FieldPath at = path.Child("columns", i);
    if (column.column.empty()) {
      issues->Add(at.Child("column"), "is missing: write the column's header");
    }
    if (column.fact.empty()) {
      issues->Add(at.Child("fact"),
                  "is missing: write what the column is, such as "
                  "\"company.employees\" or \"lead.id\"");
    } else if (!facts.insert(column.fact).second) {
      issues->Add(at.Child("fact"),
                  absl::StrCat("\"", column.fact,
                               "\" is given by an earlier column already"));
    }
    if (column.values.size() > kMaxOptions) {
      issues->Add(at.Child("values"),
                  absl::StrCat("has more than ", kMaxOptions, " values"));
    }
    absl::flat_hash_set<std::string> from;
    for (size_t j = 0; j < column.values.size(); ++j) {
      std::string folded;
      FoldCase(column.values[j].from, &folded);
      if (!from.insert(folded).second) {
        issues->Add(at.Child("values", j).Child("from"),
                    "is translated by an earlier entry already");
      }
    }
    ValidateMarkers(column.missing, at, "missing", issues);
  }
}

}  // namespace lotse
