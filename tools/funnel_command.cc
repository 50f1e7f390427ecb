// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse funnel: what the histories of all leads tell.
#include <CLI/App.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/history_report.h"
#include "lotse/engine/make_lead_history.h"
#include "lotse/lifecycle/lifecycle_counter.h"
#include "lotse/proto/json.h"
#include "lotse/report/funnel_page.h"
#include "lotse/routing/owner_times.h"
#include "tools/commands.h"
#include "tools/funnel_writer.h"
#include "tools/lead_options.h"
#include "tools/log_command.h"
#include "tools/output_file.h"

namespace lotse::tools {
namespace {

struct FunnelOptions {
  LogOptions log;
  // A file for the page, besides what is printed. Empty: none.
  std::string page;
  // Overwrites that file.
  bool force = false;
};

class FunnelVisitor : public DecisionVisitor {
 public:
  explicit FunnelVisitor(const FunnelOptions& options) : options_(options) {}

  void Start(const Engine& engine) override {
    engine_ = &engine;
    counters_ = LifecycleCounters(engine);
  }

  absl::Status Visit(const Facts& facts, const Decision& decision,
                     Instant as_of, EngineScratch* scratch) override {
    LOTSE_ASSIGN_OR_RETURN(
        const LeadHistory history,
        MakeLeadHistory(*engine_, facts, decision, as_of, scratch));
    for (LifecycleCounter& counter : counters_) {
      if (counter.lifecycle() == history.lifecycle) {
        LOTSE_RETURN_IF_ERROR(counter.Add(history));
      }
    }
    const std::optional<OwnerTimeCase> owner =
        MakeOwnerTimeCase(facts, decision);
    if (owner.has_value()) owners_.push_back(*owner);
    return absl::OkStatus();
  }

  absl::Status Finish(Instant as_of, Output* out) override {
    LOTSE_ASSIGN_OR_RETURN(
        const HistoryReport report,
        MakeHistoryReport(*engine_, counters_, owners_, as_of));
    const bool prints_page = options_.log.format == "html";
    std::string page;
    if (prints_page || !options_.page.empty()) {
      page = FunnelPage(report, options_.log.language);
    }
    if (!options_.page.empty()) {
      LOTSE_RETURN_IF_ERROR(WriteNewFile(options_.page, page, options_.force));
    }
    if (prints_page) {
      out->Write(page);
    } else if (options_.log.format == "json") {
      out->Write(absl::StrCat(proto::ToJson(report), "\n"));
    } else if (report.lifecycles.empty()) {
      out->Write("No event has reached a lead yet.\n");
    } else {
      WriteFunnel(report, options_.log.language, out);
    }
    return absl::OkStatus();
  }

 private:
  const FunnelOptions& options_;
  const Engine* engine_ = nullptr;
  // By lifecycle.
  std::vector<LifecycleCounter> counters_;
  std::vector<OwnerTimeCase> owners_;
};

int Run(const FunnelOptions& options) {
  FunnelVisitor visitor(options);
  return RunLogCommand(
      options.log,
      [](const Engine& engine, const Facts& facts,
         const std::vector<LeadEvent>& events, Instant as_of,
         EngineScratch* scratch) {
        return engine.Replay(facts, events, as_of, {}, scratch);
      },
      &visitor);
}

}  // namespace

void AddFunnelCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<FunnelOptions>();
  options->log.leads.path.clear();
  CLI::App* command = tool->add_subcommand(
      "funnel",
      "Say what the histories of all leads tell: funnel, loops, clocks");
  command->add_option("spec", options->log.spec, "The spec (JSON)")->required();
  AddLeads(command, &options->log.leads);
  command
      ->add_option("--events", options->log.events,
                   "The log: NDJSON or CSV with lead_id, event, occurred_at, "
                   "in any order")
      ->required();
  command->add_flag("--without-facts", options->log.without_facts,
                    "Take leads that are only in the log, with no facts");
  AddLeadOptions(command, &options->log.leads);
  command->add_option("--as-of", options->log.as_of,
                      "Up to this date or time; later events and facts do not "
                      "exist yet. Default: now");
  AddFormat(command, &options->log.format, {"table", "json", "html"});
  command->add_option("--page", options->page,
                      "Write the page (HTML) to this file, too");
  command->add_flag("--force", options->force, "Overwrite the file of --page");
  AddLanguage(command, &options->log.language);
  command->footer(
      "Figures about people are computed as far as \"people_metrics\" of the\n"
      "spec allows; by default none are.\n\n"
      "Examples:\n"
      "  lotse funnel spec.json leads.ndjson --events log.ndjson\n"
      "  lotse funnel spec.json leads.ndjson --events log.ndjson --format html "
      "--language de > funnel.html");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
