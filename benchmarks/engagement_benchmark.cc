// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engagement of many leads (engagement_job.h), by the number of activities; ten
// of them a lead:
//
//   BM_Evaluate_Engagement_Row      one lead a call, from views
//   BM_Compute_Engagement_Grouped   columns of activities grouped by lead
//   BM_Apply_Engagement_Log         a time-ordered log into a table of states
//   BM_Read_Engagement_Table        all leads at a new instant; items are leads
//   BM_Read_Memory                  reading the grouped columns, nothing else
//
// The points of the first two and of the table are compared before anything is
// measured.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/engagement_job.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/score/engagement.h"
#include "lotse/score/engagement_columns.h"
#include "lotse/score/engagement_table.h"

namespace lotse {
namespace {

class Job {
 public:
  explicit Job(size_t activities)
      : data(MakeEngagementJob(activities)),
        engagement(*CompileEngagement(
            EngagementJobSpec(), *CompileFactCatalog(EngagementJobSchema()))) {
    leads.rows = data.leads;
    leads.activities.begin = data.begin.data();
    leads.activities.kinds = data.grouped_kinds.data();
    leads.activities.occurred_at = data.grouped_times.data();
    log.size = activities;
    log.rows = data.rows.data();
    log.kinds = data.kinds.data();
    log.occurred_at = data.times.data();
    table = std::make_unique<EngagementTable>(engagement, data.leads);
    table->Apply(log);
    EngagementPoints of_columns;
    EngagementPoints of_table;
    EngagementColumns(engagement, leads, data.as_of)
        .Compute(0, data.leads, &of_columns);
    table->Read(data.as_of, 0, data.leads, &of_table);
    EngagementScratch scratch;
    for (size_t i = 0; i < data.leads; i += 97) {
      const int64_t nano =
          engagement.Evaluate(View(i), data.as_of, &scratch).points.nano();
      if (of_columns.total_nano[i] != nano) Fail();
    }
    if (of_columns.total_nano != of_table.total_nano) Fail();
  }

  LeadView View(size_t lead) {
    views_.clear();
    for (size_t a = static_cast<size_t>(data.begin[lead]);
         a < static_cast<size_t>(data.begin[lead + 1]); ++a) {
      ActivityView& view = views_.emplace_back();
      view.kind = data.grouped_kinds[a];
      view.occurred_at = Instant::FromMicros(data.grouped_times[a]);
    }
    LeadView view;
    view.activities = views_;
    return view;
  }

  EngagementJob data;
  Engagement engagement;
  LeadColumns leads;
  ActivityLog log;
  std::unique_ptr<EngagementTable> table;

 private:
  static void Fail() {
    std::fprintf(stderr, "engagement_benchmark: the points differ\n");
    std::exit(1);
  }
  std::vector<ActivityView> views_;
};

Job& JobOf(const benchmark::State& state) {
  static std::map<int64_t, std::unique_ptr<Job>>* const jobs =
      new std::map<int64_t, std::unique_ptr<Job>>();
  std::unique_ptr<Job>& job = (*jobs)[state.range(0)];
  if (job == nullptr) {
    job = std::make_unique<Job>(static_cast<size_t>(state.range(0)));
  }
  return *job;
}

void BM_Evaluate_Engagement_Row(benchmark::State& state) {
  Job& job = JobOf(state);
  EngagementScratch scratch;
  for (auto _ : state) {
    int64_t sum = 0;
    for (size_t i = 0; i < job.data.leads; ++i) {
      sum += job.engagement.Evaluate(job.View(i), job.data.as_of, &scratch)
                 .points.nano();
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Evaluate_Engagement_Row)->Arg(100000);

void BM_Compute_Engagement_Grouped(benchmark::State& state) {
  Job& job = JobOf(state);
  EngagementColumns columns(job.engagement, job.leads, job.data.as_of);
  EngagementPoints points;
  for (auto _ : state) {
    columns.Compute(0, job.data.leads, &points);
    benchmark::DoNotOptimize(points.total_nano.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Compute_Engagement_Grouped)->Arg(100000)->Arg(10000000);

void BM_Apply_Engagement_Log(benchmark::State& state) {
  Job& job = JobOf(state);
  for (auto _ : state) {
    state.PauseTiming();
    EngagementTable table(job.engagement, job.data.leads);
    state.ResumeTiming();
    table.Apply(job.log);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Apply_Engagement_Log)->Arg(100000)->Arg(10000000);

void BM_Read_Engagement_Table(benchmark::State& state) {
  Job& job = JobOf(state);
  EngagementPoints points;
  for (auto _ : state) {
    job.table->Read(job.data.as_of + Duration::Days(3), 0, job.data.leads,
                    &points);
    benchmark::DoNotOptimize(points.total_nano.data());
  }
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(job.data.leads));
}
BENCHMARK(BM_Read_Engagement_Table)->Arg(100000)->Arg(10000000);

void BM_Read_Memory(benchmark::State& state) {
  Job& job = JobOf(state);
  for (auto _ : state) {
    int64_t sum = 0;
    for (int64_t at : job.data.grouped_times) sum += at;
    for (uint32_t kind : job.data.grouped_kinds) sum += kind;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Read_Memory)->Arg(10000000);

}  // namespace
}  // namespace lotse
