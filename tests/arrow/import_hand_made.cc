// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportLeadsText.
#include "import_hand_made.h"

#include <gtest/gtest.h>

#include <utility>

#include "lead_text.h"
#include "lotse/arrow/lead_importer.h"

namespace lotse {

FactCatalog ArrowTestCatalog() {
  return *CompileFactCatalog(ArrowTestSchema());
}

absl::StatusOr<std::string> ImportLeadsText(const HandMadeArray& leads,
                                            const FactCatalog& catalog,
                                            const ImportOptions& options) {
  ReleaseCount count;
  const absl::StatusOr<std::string> text =
      [&]() -> absl::StatusOr<std::string> {
    OwnedArrowSchema schema;
    OwnedArrowArray array;
    ExportHandMade(leads, schema.Receive(), array.Receive(), &count);
    const auto importer = LeadImporter::Make(catalog, *schema, options);
    if (!importer.ok()) return importer.status();
    const auto imported = importer->Import(array.get());
    EXPECT_TRUE(array.released()) << "Import must move the array in";
    if (!imported.ok()) return imported.status();
    return LeadsText(*imported, catalog);
  }();
  EXPECT_EQ(count.given, count.released);
  return text;
}

absl::StatusOr<std::string> ImportColumns(std::vector<HandMadeArray> columns) {
  const int64_t length = columns[0].length;
  return ImportLeadsText(StructOf("", length, std::move(columns)),
                         ArrowTestCatalog());
}

std::string TextOrError(const absl::StatusOr<std::string>& result) {
  if (result.ok()) return *result;
  if (!absl::IsInvalidArgument(result.status())) {
    return "!!" + result.status().ToString();
  }
  return "!" + std::string(result.status().message());
}

}  // namespace lotse
