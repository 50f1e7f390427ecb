// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakePipelinePage: a PipelineReport in sentences, charts and tables, on one
// page.
//
//   ReportPage page = MakePipelinePage(report, {"de", PipelineNoun::kLead});
//   page.headline;   // "Etwa 4 von 10 Leads hat nie jemand bearbeitet"
//   page.blocks.push_back(...);    // what else there is to say
//   PageHtml(page);
//
// Blocks whose facts the export does not have are left out, and the last block,
// "source", says what that costs. Pure function, safe from any thread.
#ifndef LOTSE_REPORT_PIPELINE_PAGE_H_
#define LOTSE_REPORT_PIPELINE_PAGE_H_

#include <cstdint>
#include <string>

#include "lotse/report/pipeline_report.h"
#include "lotse/report/report_page.h"

namespace lotse {

// What to call a record.
enum class PipelineNoun : uint8_t {
  kRecord,       // record, Datensatz
  kLead,         // lead, Lead
  kOpportunity,  // opportunity, Opportunity
  kContact,      // contact, Kontakt
};

struct PipelinePageOptions {
  // "de" or "de-AT" is German; anything else English.
  std::string language = "en";
  PipelineNoun noun = PipelineNoun::kRecord;
};

ReportPage MakePipelinePage(const PipelineReport& report,
                            const PipelinePageOptions& options);

}  // namespace lotse

#endif  // LOTSE_REPORT_PIPELINE_PAGE_H_
