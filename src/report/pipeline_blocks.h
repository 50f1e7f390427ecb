// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The blocks of the pipeline page, in the order of the page.
#ifndef LOTSE_SRC_REPORT_PIPELINE_BLOCKS_H_
#define LOTSE_SRC_REPORT_PIPELINE_BLOCKS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/report/pipeline_page.h"
#include "lotse/report/pipeline_report.h"
#include "lotse/report/report_page.h"
#include "src/report/page_phrasing.h"

namespace lotse {

// How to speak of the records.
struct PipelineWords {
  PagePhrasing phrasing;
  std::string many;
  std::string of_many;
  std::string one;
};
PipelineWords WordsFor(const PipelinePageOptions& options);

// The blocks that the report has figures for; the last one is "source".
std::vector<PageBlock> PipelineBlocks(const PipelineReport& report,
                                      const PipelineWords& words);

// What a channel brings, and what is won, lost and waiting.
PageBlock ChannelBlock(const PipelineReport& report,
                       const PipelineWords& words);
PageBlock ValueBlock(const PipelineReport& report, const PipelineWords& words);

// The last block: what was understood of the export, and what was not.
PageBlock SourceBlock(const PipelineReport& report, const PipelineWords& words);

// An empty block.
PageBlock NewBlock(const char* id, const Phrase& title,
                   const PagePhrasing& say);

// What a state or channel is called.
std::string NameOfGroup(const std::string& name, bool rest,
                        const PagePhrasing& say);

// What a fact is called.
std::string FactLabel(PipelineFact fact, const PagePhrasing& say);

// Won, lost or not won.
int64_t Decided(const OutcomeFigures& outcomes);
// Open records of kOldDays and more.
int64_t OldRecords(const OpenFigures& open);

}  // namespace lotse

#endif  // LOTSE_SRC_REPORT_PIPELINE_BLOCKS_H_
