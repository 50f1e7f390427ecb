// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreLeads: leads are read in batches; a batch is decoded and scored while
// the next ones are read, and batches are taken in their order.
#include "tools/lead_scoring.h"

#include <deque>
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "tools/input_file.h"

namespace lotse::tools {
namespace {

constexpr size_t kBatch = 512;

// Leads that were read, and what comes of them.
struct Batch {
  std::vector<RawLead> leads = std::vector<RawLead>(kBatch);
  size_t count = 0;
  std::vector<absl::StatusOr<ScoreReport>> reports;
  LeadRecord record;
  EngineScratch scratch;
};

class LeadScoring {
 public:
  LeadScoring(const Engine& engine, Instant as_of, const ScoreOptions& how,
              const LeadReader& reader)
      : engine_(engine), as_of_(as_of), how_(how), reader_(reader) {}

  absl::StatusOr<ScoreReport> Score(const RawLead& raw, LeadRecord* record,
                                    EngineScratch* scratch) const {
    reader_.Decode(raw, record);
    if (!record->status.ok()) return record->status;
    absl::StatusOr<ScoreReport> report =
        engine_.Score(record->facts, as_of_, how_, scratch);
    if (report.ok()) return report;
    return AtLine(record->line, report.status());
  }

  void Score(Batch* batch) const {
    batch->reports.clear();
    for (size_t i = 0; i < batch->count; ++i) {
      batch->reports.push_back(
          Score(batch->leads[i], &batch->record, &batch->scratch));
    }
  }

 private:
  const Engine& engine_;
  const Instant as_of_;
  const ScoreOptions& how_;
  const LeadReader& reader_;
};

}  // namespace

void ScoreLeads(const Engine& engine, Instant as_of, const ScoreOptions& how,
                size_t threads, LeadReader* reader, const TakeReport& take) {
  const LeadScoring scoring(engine, as_of, how, *reader);
  if (threads <= 1) {
    RawLead raw;
    LeadRecord record;
    EngineScratch scratch;
    while (reader->Read(&raw)) {
      if (!take(scoring.Score(raw, &record, &scratch))) return;
    }
    return;
  }
  struct Running {
    std::unique_ptr<Batch> batch;
    std::future<void> done;
  };
  // A future of std::async waits for its thread when it ends.
  std::deque<Running> running;
  std::unique_ptr<Batch> free;
  bool more = true;
  while (more || !running.empty()) {
    if (more && running.size() < threads) {
      Running next{
          free != nullptr ? std::move(free) : std::make_unique<Batch>(), {}};
      Batch* const batch = next.batch.get();
      batch->count = 0;
      while (batch->count < kBatch &&
             (more = reader->Read(&batch->leads[batch->count]))) {
        ++batch->count;
      }
      next.done = std::async(std::launch::async,
                             [&scoring, batch] { scoring.Score(batch); });
      running.push_back(std::move(next));
      continue;
    }
    Running first = std::move(running.front());
    running.pop_front();
    first.done.get();
    for (absl::StatusOr<ScoreReport>& report : first.batch->reports) {
      if (!take(std::move(report))) return;
    }
    free = std::move(first.batch);
  }
}

}  // namespace lotse::tools
