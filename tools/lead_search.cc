// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FindLead.
#include "tools/lead_search.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "tools/terminal.h"

namespace lotse::tools {

absl::StatusOr<FoundLead> FindLead(const LeadOptions& options,
                                   const Schema& schema,
                                   const std::string& id) {
  LOTSE_ASSIGN_OR_RETURN(LeadSource source, OpenLeads(options, schema));
  FoundLead found;
  int64_t read = 0, bad = 0;
  Progress progress("leads");
  while (source.reader->Next(&found.record)) {
    progress.Step();
    ++read;
    if (!found.record.status.ok()) {
      ++bad;
    } else if (found.record.facts.lead.id == id) {
      found.place = absl::StrCat(source.name, ": line ", found.record.line);
      return found;
    }
  }
  progress.Clear();
  if (!source.reader->status().ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(source.name, ": ", source.reader->status().message()));
  }
  return absl::NotFoundError(absl::StrCat(
      source.name, ": none of the ", Grouped(read), " leads has this id",
      bad > 0 ? absl::StrCat("; ", Grouped(bad), " rows could not be read")
              : "",
      source.csv != nullptr
          ? "; is the right column the id (--id-column)? Leads without an id "
            "are called \"line 2\" and so on"
          : ""));
}

}  // namespace lotse::tools
