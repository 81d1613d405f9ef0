//! What must hold in every history, each as an equation; `docs/guarantees.md` is made from this list.

use std::fmt;

/// An invariant that does not hold, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub invariant: Invariant,
    /// What was found.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.invariant.name(), self.what)
    }
}

macro_rules! invariants {
    ($($variant:ident, $name:literal, $means:literal, $equation:literal;)*) => {
        /// An invariant.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Invariant {
            $(#[doc = $means] $variant,)*
        }

        /// All of them.
        pub const INVARIANTS: &[Invariant] = &[$(Invariant::$variant,)*];

        impl Invariant {
            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means, in a sentence.
            pub const fn means(self) -> &'static str {
                match self { $(Self::$variant => $means,)* }
            }

            /// As an equation.
            pub const fn equation(self) -> &'static str {
                match self { $(Self::$variant => $equation,)* }
            }
        }
    };
}

invariants! {
    IntentFirst, "intent first",
        "The intent is durable, open and names the very bytes before the first byte of a PUT leaves.",
        "∀p: intent(p) ∈ D(t(p)) ∧ hash(intent(p)) = SHA-256(body(p)) ∧ ∄ outcome of intent(p) in D(t(p))";
    OnceAtMost, "once at most",
        "With ETags, the PUTs of one intent change the dialer at most once, except after somebody else put the old document back.",
        "ETags ⇒ ∀i: |V(i)| ≤ 1 + |{v made by others after the first of V(i): S(v) = before(i)}|";
    NothingOverwritten, "nothing overwritten",
        "With ETags, a PUT replaces only a document that its run has read.",
        "ETags ⇒ ∀v ∈ V(i): S(v − 1) = last document read by run(i)";
    Conditional, "conditional",
        "A PUT carries If-Match with the strong ETag of the last reading, where there was one, and none where there was none.",
        "∀p: if_match(p) = etag(last reading before t(p))";
    ReadBeforeRepeat, "read before repeat",
        "After a PUT of which it is not known that nothing was done, and after 409 and 412, the dialer is read before the next PUT.",
        "∀p, p′ successive PUTs of a run: answer(p) ∉ {3xx, 401, 425, 429, 503 with Retry-After, not sent} ⇒ ∃ reading in (t(p), t(p′))";
    OnlyWhatIsWanted, "only what is wanted",
        "What is sent is the validated document, after the plan was confirmed, to a dialer that was read as holding something else, and at first as ready.",
        "∀p: body(p) = doc ∧ confirmed ∧ last reading ≢ doc ∧ (p is the first of its run ⇒ status ∈ {none, ACTIVE, IDLE})";
    AppliedIsHeld, "applied is held",
        "Applied is reported only where the last reading showed the document, or the differences that are reported, or where the dialer's own answer shows it.",
        "report = applied ⇒ last reading ≡ doc ∨ (differs ≠ ∅ ∧ a PUT was answered 2xx) ∨ a PUT was answered with the document";
    AppliedWasMade, "applied was made",
        "Applied is reported only where a PUT of the run changed the dialer, or somebody else set the same document meanwhile.",
        "outcome(i) = applied ⇒ V(i) ≠ ∅ ∨ ∃ v made by others since t(i): S(v) ≡ doc(i)";
    NotAppliedIsNever, "not applied is never",
        "What is reported as not applied never takes effect afterwards; before, only if somebody else took it back.",
        "outcome(i) = not applied ⇒ ∀v ∈ V(i): t(v) < t(outcome) ∧ ∃ v′ by others in (t(v), t(outcome)): S(v′) = before(i)";
    UntouchedIsUntouched, "untouched is untouched",
        "A run that reports unchanged or refused has changed nothing; one that reports refused has sent nothing.",
        "outcome = unchanged ⇒ V = ∅; outcome = refused ⇒ P = ∅";
    LogAgrees, "log agrees",
        "The outcome record says what the report says, and is durable when the report is given.",
        "report without audit error ⇒ ∃! outcome record of the run in D: (outcome, message, exit code) = those of the report";
    ExitCode, "exit code",
        "The exit code follows from outcome, event and audit log.",
        "exit = 6 if the log is not written, else 5 if the event waits, else code(outcome)";
    EveryExchange, "every exchange",
        "Every request to the platform is a record.",
        "log written ⇒ |attempt records of the run| = |requests of the run|";
    EventHasItsChange, "event has its change",
        "An event is sent only when the outcome that holds it is durable, word for word and under its id, and rightly signed.",
        "∀ event e sent: ∃ applied outcome o ∈ D(t(e)): (id, payload)(e) = event(o)";
    EventArrives, "event arrives",
        "After faults have ended and the outbox was drained, the event of every applied change was received or given up; what the log calls delivered was received.",
        "∀ applied o with event e, at the end: e received ∨ e given up in the log; e delivered in the log ⇒ e received";
    WaitAsTold, "wait as told",
        "Within a run nobody comes back to a place earlier than its Retry-After said.",
        "∀ request r to a place that told w at t: t(r) ≥ t + w";
    NoVainWait, "no vain wait",
        "No wait begins that ends after the deadline, but for reading back what was sent.",
        "∀ wait w: end(w) ≤ deadline ∨ (P ≠ ∅ ∧ end(w) ≤ deadline + 60 s)";
    DeadlineKept, "deadline kept",
        "Nothing is begun after the deadline but reading back what was sent.",
        "∀ request r: t(r) < deadline ∨ (P ≠ ∅ ∧ r ∈ {GET, token}); end(run) ≤ deadline + 90 s";
    TokenDropped, "token dropped",
        "A token that was refused is not sent again.",
        "∀ request r: token(r) ∉ tokens refused to the run before t(r)";
    TokenInTime, "token in time",
        "A token is renewed 60 s before its end (at half its life up to 120 s) and outlives the request; one of unknown life is used once.",
        "∀ second use of a token at t: t < asked + max(life − 60 s, life / 2 if life ≤ 120 s) ∧ t + timeout ≤ asked + life";
    CredentialsStay, "credentials stay",
        "Token and client credentials go to the platform alone, and nothing else goes anywhere but to the platform and the receiver.",
        "∀ request r: origin(r) ∈ {platform, receiver}; Authorization or client_secret in r ⇒ origin(r) = platform";
    SecretsHidden, "secrets hidden",
        "No secret is in the log, in the report, in the progress that is told, or in an error.",
        "∀ canary c: c ∉ log ∪ report ∪ progress ∪ errors";
    AuditHolds, "audit holds",
        "The log verifies after every crash, up to a torn last line, and wholly at the end; what was moved aside is named by a record.",
        "∀ crash: verify(log without torn tail) = ok; at the end: verify(log) = ok ∧ asides = {files named by recovery records}";
    ClosedOnce, "closed once",
        "No intent is closed twice, and after a run with recovery none is open.",
        "∀i: |outcomes(i)| ≤ 1; after recovery = 1";
    QuietApplies, "quiet applies",
        "Where nothing goes wrong and nobody else does anything, the change is applied and its event delivered.",
        "no fault, no other change in [begin, end] ⇒ outcome ∈ {applied, unchanged} ∧ exit = 0";
    Ends, "ends",
        "Every run ends, without a panic.",
        "∀ run: it ends within the steps of the simulation, and does not panic";
}
