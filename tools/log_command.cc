// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RunLogCommand.
#include "tools/log_command.h"

#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "lotse/proto/json.h"
#include "tools/decision_writer.h"
#include "tools/event_log.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

class LogRun {
 public:
  LogRun(const LogOptions& options, const Engine& engine, EventLog log,
         Instant as_of, const LeadDecider& decide, DecisionVisitor* visitor)
      : options_(options),
        engine_(engine),
        log_(std::move(log)),
        as_of_(as_of),
        decide_(decide),
        visitor_(visitor),
        bad_(options.leads.path == "-" ? "standard input"
                                       : options.leads.path) {
    if (visitor != nullptr) {
      visitor->Start(engine);
    } else if (options.format == "table" && options.id.empty()) {
      table_.emplace(engine, options.language, &out_);
    }
  }

  int Run() {
    if (!options_.leads.path.empty()) {
      absl::StatusOr<LeadSource> source =
          OpenLeads(options_.leads, engine_.spec().schema);
      if (!source.ok()) return Fail(source.status());
      Progress progress("leads");
      LeadRecord record;
      while (!out_.closed() && source->reader->Next(&record)) {
        progress.Step();
        if (!record.status.ok()) {
          progress.Clear();
          bad_.Add(record.status);
          continue;
        }
        const std::string& id = record.facts.lead.id;
        if (!options_.id.empty() && id != options_.id) continue;
        const absl::Status status = Decide(record.facts);
        if (!status.ok()) {
          progress.Clear();
          bad_.Add(AtLine(record.line, status));
        }
      }
      progress.Clear();
      if (!source->reader->status().ok()) {
        return Fail(source->reader->status());
      }
    }
    TakeLeadsWithoutFacts();
    if (table_.has_value()) table_->Finish();
    if (visitor_ != nullptr) {
      const absl::Status finished = visitor_->Finish(as_of_, &out_);
      if (!finished.ok()) return Fail(finished);
    }
    const absl::Status written = out_.Flush();
    if (!written.ok()) return Fail(written);
    bad_.Finish();
    return Summarize();
  }

 private:
  static int Fail(const absl::Status& status) {
    PrintError(status.message());
    return kBadInput;
  }

  absl::Status Decide(const Facts& facts) {
    static const auto& none = *new std::vector<LeadEvent>;
    const auto found = log_.leads.find(facts.lead.id);
    if (found == log_.leads.end()) ++without_events_;
    seen_.insert(facts.lead.id);
    absl::StatusOr<Decision> decision = decide_(
        engine_, facts, found == log_.leads.end() ? none : found->second,
        as_of_, &scratch_);
    if (!decision.ok()) return decision.status();
    if (visitor_ != nullptr) {
      return visitor_->Visit(facts, *decision, as_of_, &scratch_);
    }
    census_.Add(*decision);
    if (options_.format == "json") {
      out_.Write(proto::ToJson(*decision));
      out_.Write("\n");
    } else if (table_.has_value()) {
      table_->Add(*decision);
    } else {
      WriteHistory(*decision, engine_, options_.language, &out_);
    }
    return absl::OkStatus();
  }

  void TakeLeadsWithoutFacts() {
    for (const auto& [id, events] : log_.leads) {
      if (seen_.contains(id) || (!options_.id.empty() && id != options_.id)) {
        continue;
      }
      if (!options_.without_facts) {
        ++without_facts_;
        continue;
      }
      Facts facts;
      facts.lead.id = id;
      const absl::Status status = Decide(facts);
      if (!status.ok()) bad_.Add(status);
    }
  }

  int Summarize() const {
    if (!options_.id.empty() && seen_.empty()) {
      PrintError(
          "no lead has this id; is --id the id of the lead file? With "
          "--without-facts the log alone is enough");
      return kBadInput;
    }
    if (options_.id.empty() && visitor_ == nullptr) {
      census_.Print(engine_, options_.language);
    }
    if (without_events_ > 0 && options_.id.empty()) {
      PrintNote(absl::StrCat(Grouped(without_events_),
                             " leads have no event in the log"));
    }
    if (without_facts_ > 0) {
      PrintError(absl::StrCat(
          options_.events, ": ", Grouped(without_facts_),
          " leads of the log are not in the lead file and were left out; "
          "--without-facts takes them without facts"));
    }
    return bad_.count() > 0 || log_.bad_rows > 0 || without_facts_ > 0
               ? kBadInput
               : kOk;
  }

  const LogOptions& options_;
  const Engine& engine_;
  EventLog log_;
  const Instant as_of_;
  const LeadDecider& decide_;
  DecisionVisitor* const visitor_;
  BadRows bad_;
  EngineScratch scratch_;
  Output out_;
  std::optional<DecisionTable> table_;
  DecisionCensus census_;
  absl::flat_hash_set<std::string> seen_;
  int64_t without_events_ = 0;
  int64_t without_facts_ = 0;
};

}  // namespace

int RunLogCommand(const LogOptions& options, const LeadDecider& decide,
                  DecisionVisitor* visitor) {
  if (options.leads.path.empty() && !options.without_facts) {
    PrintError("give the leads, or --without-facts to do without");
    return kUsage;
  }
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  if (engine->lifecycles().empty()) {
    PrintError(absl::StrCat(options.spec,
                            ": has no lifecycle; \"lotse init --preset "
                            "b2b_lifecycle\" writes one that does"));
    return kBadInput;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  absl::StatusOr<EventLog> log = ReadEventLog(options.events);
  if (!log.ok()) {
    PrintError(log.status().message());
    return kBadInput;
  }
  return LogRun(options, *engine, *std::move(log), *as_of, decide, visitor)
      .Run();
}

}  // namespace lotse::tools
