// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SalesYear: one lead after the other, from state to state.
#include "tools/sales_year.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/presets.h"
#include "tools/buying_process.h"
#include "tools/heard_answers.h"
#include "tools/seeded_random.h"
#include "tools/touchpoints.h"

namespace lotse::tools {
namespace {

// Far from the streams of leads and companies.
constexpr uint64_t kActStream = uint64_t{1} << 61;
constexpr int kMaxActs = 80;

// What sales says when it sends a lead with such a flaw back.
const char* RejectionFor(absl::string_view flaw) {
  return flaw == "no_budget" ? "no_budget"
         : flaw == "no_need" ? "no_need"
                             : "wrong_contact";
}

Duration Hours(int64_t hours) { return Duration::Hours(hours); }
// Of office time.
Duration Days(int64_t days) { return Duration::Hours(8 * days); }

// One lead and the people who work on it.
class WorkedCase {
 public:
  WorkedCase(const Engine& engine, const SalesTeam& team, Instant until,
             GeneratedLead lead, SeededRandom random)
      : engine_(engine),
        team_(team),
        until_(until),
        company_(lead.company),
        traits_(lead.traits),
        random_(std::move(random)) {
    work_.facts = std::move(lead.facts);
    ending_ = Decide(company_, traits_, &random_);
    now_ = work_.facts.lead.created_at;
    // What was said at the first contact stays; the rest the team asks.
    std::vector<Answer>& answers = work_.facts.lead.answers;
    answers.erase(
        std::remove_if(answers.begin(), answers.end(),
                       [&](const Answer& a) { return a.answered_at > now_; }),
        answers.end());
    work_.facts.lead.assessments.clear();
    work_.facts.lead.outcome.reset();
    for (Question question : kQuestions) {
      for (const Answer& answer : answers) {
        if (answer.question == KeyOf(question)) Ask(question) = true;
      }
    }
  }

  absl::StatusOr<WorkedLead> Work() {
    LOTSE_RETURN_IF_ERROR(Raise("capture", now_, ActorKind::kParty));
    Greet();
    for (int act = 0; act < kMaxActs; ++act) {
      const std::string in = state_.state;
      if (in.empty()) break;
      const size_t moves = moves_;
      LOTSE_RETURN_IF_ERROR(Act(in));
      // Nothing more to do, or it lies beyond the end.
      if (ended_) break;
      if (moves_ == moves && ++idle_ > 20) break;
    }
    return std::move(work_);
  }

 private:
  bool& Ask(Question question) { return asked_[static_cast<size_t>(question)]; }

  // ---- Time and events --------------------------------------------------

  absl::Status Take(const absl::StatusOr<Decision>& decision) {
    if (!decision.ok()) return decision.status();
    if (!(decision->state.state == state_.state)) ++moves_;
    state_ = decision->state;
    next_check_ = decision->next_check_at;
    if (!decision->steps.owners.empty()) {
      wanted_ = decision->steps.owners.back();
    }
    return absl::OkStatus();
  }

  absl::Status Raise(const char* name, Instant at, ActorKind kind,
                     const char* reason = "") {
    if (at > until_) {
      ended_ = true;
      return absl::OkStatus();
    }
    LeadEvent event;
    event.id = absl::StrCat(work_.facts.lead.id, "-E", work_.events.size() + 1);
    event.event = name;
    event.occurred_at = at;
    event.reason = reason;
    event.actor.kind = kind;
    if (kind == ActorKind::kPerson) {
      const std::string role =
          state_.owner_role.empty() ? "marketing" : state_.owner_role;
      event.actor.role = role;
      event.actor.id = Owner().id;
    }
    now_ = std::max(now_, at);
    LOTSE_RETURN_IF_ERROR(
        Take(engine_.Decide(work_.facts, state_, event, now_, {}, &scratch_)));
    work_.events.push_back(std::move(event));
    return Assign();
  }

  // Whoever is asked for gets the lead some minutes later.
  absl::Status Assign() {
    if (!wanted_.has_value() || !state_.owner.empty()) {
      wanted_.reset();
      return absl::OkStatus();
    }
    const OwnerRequest wanted = *std::exchange(wanted_, std::nullopt);
    LeadEvent event;
    event.id = absl::StrCat(work_.facts.lead.id, "-E", work_.events.size() + 1);
    event.event = kAssignedEvent;
    event.occurred_at =
        std::max(now_, wanted.at) + Duration::Seconds(random_.Between(20, 900));
    event.actor.kind = ActorKind::kMachine;
    event.owner = team_.Choose(wanted.role, wanted.last_owner, &random_).id;
    if (event.occurred_at > until_) return absl::OkStatus();
    now_ = event.occurred_at;
    LOTSE_RETURN_IF_ERROR(
        Take(engine_.Decide(work_.facts, state_, event, now_, {}, &scratch_)));
    work_.events.push_back(std::move(event));
    wanted_.reset();
    return absl::OkStatus();
  }

  const TeamMember& Owner() {
    const TeamMember* owner = team_.Find(state_.owner);
    if (owner != nullptr) return *owner;
    return team_.Choose(
        state_.owner_role.empty() ? "marketing" : state_.owner_role, "",
        &random_);
  }

  // When the owner has done something that usually waits so long.
  Instant After(Duration usual) {
    return team_.After(Owner(), now_, usual, &random_);
  }

  // Waits until `at`. False: the lead moved by itself before, or the end came.
  absl::StatusOr<bool> Wait(Instant at) {
    const size_t moves = moves_;
    while (next_check_ != Instant() && next_check_ <= at &&
           next_check_ <= until_) {
      now_ = std::max(now_, next_check_);
      LOTSE_RETURN_IF_ERROR(
          Take(engine_.Tick(work_.facts, state_, now_, {}, &scratch_)));
      if (moves_ != moves) {
        LOTSE_RETURN_IF_ERROR(Assign());
        return false;
      }
    }
    if (at > until_) {
      ended_ = true;
      return false;
    }
    now_ = std::max(now_, at);
    return true;
  }

  // The owner does something that usually waits so long, unless the lead moves
  // before.
  absl::Status Do(const char* event, Duration usual, const char* reason = "") {
    LOTSE_ASSIGN_OR_RETURN(const bool there, Wait(After(usual)));
    if (!there) return absl::OkStatus();
    return Raise(event, now_, ActorKind::kPerson, reason);
  }

  // ---- What is found out ------------------------------------------------

  void Record(const char* kind, Instant at, const char* outcome) {
    if (at > until_ || work_.facts.persons.empty()) return;
    Activity activity;
    activity.id = absl::StrCat(work_.facts.lead.id, "-W", ++records_);
    activity.kind = kind;
    activity.occurred_at = at;
    activity.attributes.push_back(MakeAttribute("direction", TextValue("out")));
    if (*outcome != '\0') {
      activity.attributes.push_back(
          MakeAttribute("outcome", TextValue(outcome)));
    }
    work_.facts.persons[0].activities.push_back(std::move(activity));
  }

  void Permit(const char* channel, Instant at, const char* evidence) {
    Consent consent;
    consent.purpose = "contact";
    consent.channel = channel;
    consent.event = ConsentEvent::kConfirmed;
    consent.at = at;
    consent.wording = "2026-1";
    consent.legal_basis = "consent";
    consent.evidence = evidence;
    work_.facts.persons[0].consents.push_back(std::move(consent));
  }

  // Marketing's first answer.
  void Greet() {
    const int64_t minutes = random_.Chance(700)   ? random_.Between(20, 300)
                            : random_.Chance(700) ? random_.Between(300, 470)
                                                  : random_.Between(470, 1500);
    const Instant at = team_.After(team_.Choose("marketing", "", &random_),
                                   now_, Duration::Minutes(minutes), &random_);
    Record(random_.Chance(600) ? "email_sent" : "call", at, "");
  }

  int64_t TraitOf(Question question) const {
    switch (question) {
      case Question::kBudget:
        return company_.budget;
      case Question::kAuthority:
        return traits_.power;
      case Question::kNeed:
        return traits_.need;
      case Question::kTimeFrame:
        return traits_.urgency;
    }
    return 0;
  }

  // Each question that is open is asked `permille` of the time.
  void AskAt(Instant at, int64_t permille, const char* source) {
    for (Question question : kQuestions) {
      if (Ask(question) || !random_.Chance(permille)) continue;
      Answer answer;
      answer.question = KeyOf(question);
      answer.value = AnswerFor(question, Heard(TraitOf(question), &random_));
      answer.answered_at = at;
      answer.author = Owner().id;
      answer.source = source;
      work_.facts.lead.answers.push_back(std::move(answer));
      Ask(question) = true;
    }
  }

  // The reason for which a deal can come to nothing, if there is one and it is
  // seen `known_permille` of the time where it was asked, `permille` else.
  const char* Flaw(int64_t known_permille, int64_t permille) {
    struct Least {
      Question question;
      int64_t least;
      const char* reason;
    };
    constexpr Least kLeast[] = {{Question::kBudget, 390, "no_budget"},
                                {Question::kNeed, 330, "no_need"},
                                {Question::kTimeFrame, 330, "no_time_frame"},
                                {Question::kAuthority, 270, "no_authority"}};
    for (const Least& least : kLeast) {
      if (TraitOf(least.question) >= least.least) continue;
      if (random_.Chance(Ask(least.question) ? known_permille : permille)) {
        return least.reason;
      }
    }
    return nullptr;
  }

  // Whether an answer speaks against it.
  bool SoundsFlawed() const {
    return std::any_of(
        work_.facts.lead.answers.begin(), work_.facts.lead.answers.end(),
        [&](const Answer& answer) {
          return answer.answered_at >= asked_since_ &&
                 std::any_of(std::begin(kQuestions), std::end(kQuestions),
                             [&](Question question) {
                               return answer.question == KeyOf(question) &&
                                      answer.value == AnswerFor(question, 0);
                             });
        });
  }

  // How good the lead looks to whoever knows only what was asked.
  int64_t Looks() {
    int64_t sum = 0;
    for (Question question : kQuestions) {
      sum += Ask(question) ? Heard(TraitOf(question), &random_)
                           : 520 + random_.Bell(80);
    }
    return sum / 4;
  }

  // ---- Acts by state ----------------------------------------------------

  absl::Status Act(const std::string& in) {
    if (in == "unconfirmed") return Confirm();
    if (in == "sighting" || in == "correcting") {
      return random_.Chance(250) ? Do("disqualify", Days(2), "invalid_data")
                                 : Do("checked", Hours(random_.Between(2, 20)));
    }
    if (in == "qualifying") return Qualify();
    if (in == "verifying") return Do("verified", Hours(6));
    if (in == "nurturing") return Nurture();
    if (in == "transferred") return TakeOver();
    if (in == "accepted") return FollowUp();
    if (in == "rejected") {
      return random_.Chance(550)
                 ? Do("requalify", Hours(random_.Between(4, 40)))
                 : Do("recycle", Hours(random_.Between(4, 24)));
    }
    if (in == "discovery" || in == "proposal" || in == "negotiation") {
      return Sell(in);
    }
    // At rest, or closed: time alone goes on.
    return Wait(until_ + Duration::Seconds(1)).status();
  }

  absl::Status Confirm() {
    const Instant at =
        now_ + Duration::Minutes(random_.Chance(600)
                                     ? random_.Between(2, 240)
                                     : random_.Between(240, 6000));
    if (!random_.Chance(760) || at > until_) {
      return Wait(until_ + Duration::Seconds(1)).status();
    }
    LOTSE_ASSIGN_OR_RETURN(const bool there, Wait(at));
    if (!there) return absl::OkStatus();
    Permit("email", now_, "opt-in link");
    return Raise(kFactsChangedEvent, now_, ActorKind::kParty);
  }

  // Somebody calls; then hands it over, looks after it, or lets it go.
  absl::Status Qualify() {
    const bool back = state_.loops > loops_;
    loops_ = state_.loops;
    if (back) {
      // Time heals some of it, and now all is asked.
      rounds_ = 0;
      asked_[0] = asked_[1] = asked_[2] = asked_[3] = false;
      asked_since_ = now_;
      if (random_.Chance(450)) {
        company_.budget = Clamp1000(company_.budget + 300);
        traits_.urgency = Clamp1000(traits_.urgency + 250);
        traits_.power = Clamp1000(traits_.power + 250);
      }
    }
    const Duration wait =
        back ? Days(random_.Between(8, 45)) : Hours(random_.Between(3, 36));
    LOTSE_ASSIGN_OR_RETURN(const bool there, Wait(After(wait)));
    if (!there) return absl::OkStatus();
    if (++rounds_ > 5) return Raise("recycle", now_, ActorKind::kPerson);
    if (!random_.Chance(720)) {
      Record("call", now_, "not_reached");
      return rounds_ > 2 ? Raise("nurture", now_, ActorKind::kPerson)
                         : absl::OkStatus();
    }
    Record("call", now_, "reached");
    AskAt(now_, back ? 900 : diligence_, "call");
    if (random_.Chance(880)) Permit("phone", now_, "call");
    LOTSE_RETURN_IF_ERROR(Raise(kFactsChangedEvent, now_, ActorKind::kPerson));
    if (state_.state != "qualifying") return absl::OkStatus();
    if (random_.Chance(8)) {
      return Raise("object", now_ + Duration::Minutes(5), ActorKind::kParty);
    }
    const int64_t looks = Looks();
    // One "no" is enough for most.
    const bool flawed = SoundsFlawed() && random_.Chance(850);
    if (looks >= 470 && !flawed) {
      return Do("transfer", Hours(random_.Between(1, 12)));
    }
    if (looks < 330 && random_.Chance(500)) {
      return Do("disqualify", Hours(2), "no_fit");
    }
    return Do("nurture", Hours(2));
  }

  absl::Status Nurture() {
    LOTSE_ASSIGN_OR_RETURN(const bool there,
                           Wait(After(Days(random_.Between(12, 50)))));
    if (!there) return absl::OkStatus();
    AskAt(now_, 250, "email");
    if (random_.Chance(6)) return Raise("object", now_, ActorKind::kParty);
    if (Looks() >= 500 && !SoundsFlawed() && random_.Chance(500)) {
      return Raise("transfer", now_, ActorKind::kPerson);
    }
    return random_.Chance(300) ? Raise("recycle", now_, ActorKind::kPerson)
                               : absl::OkStatus();
  }

  absl::Status TakeOver() {
    const int64_t minutes = random_.Chance(600)   ? random_.Between(15, 200)
                            : random_.Chance(650) ? random_.Between(200, 440)
                                                  : random_.Between(440, 1100);
    if (const char* flaw = Flaw(180, 20); flaw != nullptr) {
      return Do("reject", Duration::Minutes(minutes), RejectionFor(flaw));
    }
    return Do("accept", Duration::Minutes(minutes));
  }

  absl::Status FollowUp() {
    const Instant call = After(Hours(random_.Between(1, 14)));
    Record("call", call, random_.Chance(800) ? "reached" : "not_reached");
    LOTSE_ASSIGN_OR_RETURN(const bool there, Wait(call));
    if (!there) return absl::OkStatus();
    if (const char* flaw = Flaw(420, 80); flaw != nullptr) {
      return Do("reject", Hours(random_.Between(1, 16)), RejectionFor(flaw));
    }
    return Do("promote", Hours(random_.Between(2, 30)));
  }

  absl::Status Sell(const std::string& in) {
    const Duration work = in == "discovery"  ? Days(random_.Between(3, 22))
                          : in == "proposal" ? Days(random_.Between(4, 18))
                                             : Days(random_.Between(3, 20));
    // The longer one talks, the more comes out.
    if (const char* flaw = Flaw(300, in == "discovery" ? 360 : 260);
        flaw != nullptr) {
      return Do("demote", work, flaw);
    }
    if (in == "discovery") return Do("propose", work);
    if (in == "proposal" && random_.Chance(750)) return Do("negotiate", work);
    switch (ending_) {
      case Ending::kWon:
        return Do("win", work);
      case Ending::kRival:
        return Do("lose", work, "competitor");
      case Ending::kNoBudget:
        return Do("lose", work, "price");
      case Ending::kNoFit:
        return Do("lose", work, "product");
      default:
        // Some buy although little spoke for it.
        return random_.Chance(450) ? Do("win", work)
                                   : Do("lose", work, "no_decision");
    }
  }

  const Engine& engine_;
  const SalesTeam& team_;
  const Instant until_;
  CompanyTraits company_;
  LeadTraits traits_;
  SeededRandom random_;
  Ending ending_ = Ending::kNoDecision;
  WorkedLead work_;
  EngineScratch scratch_;
  LeadState state_;
  Instant now_;
  Instant next_check_;
  std::optional<OwnerRequest> wanted_;
  bool asked_[4] = {};
  // How many of the questions are asked in the first talk, in permille: some
  // ask little, some all.
  int64_t diligence_ = random_.Chance(350) ? random_.Between(100, 350)
                                           : random_.Between(450, 950);
  size_t moves_ = 0;
  int64_t loops_ = 0;
  // Older answers are asked for anew.
  Instant asked_since_;
  int64_t rounds_ = 0;
  int64_t records_ = 0;
  int idle_ = 0;
  bool ended_ = false;
};

}  // namespace

absl::StatusOr<SalesYear> SalesYear::Make(uint64_t seed, Instant until) {
  LOTSE_ASSIGN_OR_RETURN(EngineSpec spec, Preset("b2b_lifecycle"));
  LOTSE_ASSIGN_OR_RETURN(Engine engine, CompileEngine(std::move(spec)));
  return SalesYear(std::move(engine), seed, until);
}

absl::StatusOr<WorkedLead> SalesYear::Work(GeneratedLead lead,
                                           int64_t index) const {
  return WorkedCase(
             engine_, team_, until_, std::move(lead),
             SeededRandom(seed_, kActStream + static_cast<uint64_t>(index)))
      .Work();
}

}  // namespace lotse::tools
