// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadStream.
#include "lotse/arrow/lead_stream.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"

namespace lotse {

LeadStream::LeadStream(OwnedArrowStream stream, LeadImporter importer)
    : stream_(std::move(stream)), importer_(std::move(importer)) {}

absl::StatusOr<LeadStream> LeadStream::Open(const FactCatalog& catalog,
                                            ArrowArrayStream* stream,
                                            const ImportOptions& options) {
  OwnedArrowStream owned(stream);
  if (owned.released()) {
    return absl::InvalidArgumentError("leads: the stream was released");
  }
  if (owned->get_schema == nullptr || owned->get_next == nullptr) {
    return absl::InvalidArgumentError(
        "leads: the stream has no get_schema or no get_next");
  }
  OwnedArrowSchema schema;
  const int code = owned->get_schema(owned.get(), schema.Receive());
  if (code != 0) {
    // Nobody says what a failed call left there.
    *schema.get() = {};
    return absl::UnavailableError(
        absl::StrCat("leads: the stream gave no schema (error ", code, ")"));
  }
  LOTSE_ASSIGN_OR_RETURN(LeadImporter importer,
                         LeadImporter::Make(catalog, *schema, options));
  return LeadStream(std::move(owned), std::move(importer));
}

absl::StatusOr<std::optional<ImportedLeads>> LeadStream::Next() {
  LOTSE_RETURN_IF_ERROR(failure_);
  if (ended_) return std::optional<ImportedLeads>();
  ArrowArray array = {};
  const int code = stream_->get_next(stream_.get(), &array);
  if (code != 0) {
    if (stream_->get_last_error != nullptr) {
      const char* const message = stream_->get_last_error(stream_.get());
      if (message != nullptr) producer_message_ = message;
    }
    failure_ = absl::UnavailableError(
        absl::StrCat("leads: the stream failed after ", arrays_,
                     " arrays (error ", code, ")"));
    return failure_;
  }
  if (array.release == nullptr) {
    ended_ = true;
    return std::optional<ImportedLeads>();
  }
  ++arrays_;
  LOTSE_ASSIGN_OR_RETURN(ImportedLeads leads, importer_.Import(&array));
  return std::optional<ImportedLeads>(std::move(leads));
}

}  // namespace lotse
