// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Imports hand-made columns and says what came of them, after a check that
// everything was released exactly once.
#ifndef LOTSE_ARROW_IMPORT_HAND_MADE_H_
#define LOTSE_ARROW_IMPORT_HAND_MADE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "hand_made_array.h"
#include "lotse/arrow/import_options.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

// The catalog of ArrowTestSchema.
FactCatalog ArrowTestCatalog();

// LeadsText of the leads, or the error.
absl::StatusOr<std::string> ImportLeadsText(const HandMadeArray& leads,
                                            const FactCatalog& catalog,
                                            const ImportOptions& options = {});
// The same of columns that all are as long as the first.
absl::StatusOr<std::string> ImportColumns(std::vector<HandMadeArray> columns);

// The text, or "!" and the message of an InvalidArgument, or "!!" and any other
// status.
std::string TextOrError(const absl::StatusOr<std::string>& result);

}  // namespace lotse

#endif  // LOTSE_ARROW_IMPORT_HAND_MADE_H_
