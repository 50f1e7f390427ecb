// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadStream: the leads of an ArrowArrayStream, one array after the other, in
// the memory of one of them.
//
//   LOTSE_ASSIGN_OR_RETURN(LeadStream stream,
//                          LeadStream::Open(engine.catalog(), &given));
//   while (true) {
//     LOTSE_ASSIGN_OR_RETURN(std::optional<ImportedLeads> leads,
//                            stream.Next());
//     if (!leads.has_value()) break;
//     ...
//   }
//
// What was read before an error stays good. Move-only; one thread at a time.
#ifndef LOTSE_ARROW_LEAD_STREAM_H_
#define LOTSE_ARROW_LEAD_STREAM_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "lotse/arrow/c_data.h"
#include "lotse/arrow/import_options.h"
#include "lotse/arrow/imported_leads.h"
#include "lotse/arrow/lead_importer.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

class LeadStream {
 public:
  // Moves `*stream` in, also if there is an error, and reads its schema.
  // Errors: those of LeadImporter::Make; Unavailable if the stream fails.
  static absl::StatusOr<LeadStream> Open(const FactCatalog& catalog,
                                         ArrowArrayStream* stream,
                                         const ImportOptions& options = {});

  // The next leads; nullopt at the end, and from then on. Errors: those of
  // LeadImporter::Import; Unavailable if the stream fails, then always.
  absl::StatusOr<std::optional<ImportedLeads>> Next();

  const LeadImporter& importer() const { return importer_; }

  // What the producer says of its failure; empty if nothing. It may quote
  // values of persons, so the errors above do not have it.
  const std::string& producer_message() const { return producer_message_; }

 private:
  LeadStream(OwnedArrowStream stream, LeadImporter importer);

  OwnedArrowStream stream_;
  LeadImporter importer_;
  // Arrays that came.
  int64_t arrays_ = 0;
  bool ended_ = false;
  absl::Status failure_;
  std::string producer_message_;
};

}  // namespace lotse

#endif  // LOTSE_ARROW_LEAD_STREAM_H_
