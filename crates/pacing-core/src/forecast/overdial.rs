//! Several lines dialled at once for an idle team: how many people answer is binomial.

/// The answers when a number of lines is dialled at once.
#[derive(Clone, Debug)]
pub(super) struct Overdial {
    /// The chance of each number of answers.
    chances: Vec<f64>,
    answer_rate: f64,
}

impl Overdial {
    /// Line by line, which adds positive numbers only, and at most 100 lines.
    pub fn new(lines: u32, answer_rate: f64) -> Self {
        let mut overdial = Self { chances: Vec::with_capacity(lines as usize + 1), answer_rate };
        overdial.chances.push(1.0);
        for _ in 0..lines {
            overdial.add_line();
        }
        overdial
    }

    fn add_line(&mut self) {
        let (answered, unanswered) = (self.answer_rate, 1.0 - self.answer_rate);
        let mut one_less = 0.0;
        for chance in &mut self.chances {
            let before = std::mem::replace(chance, *chance * unanswered + one_less * answered);
            one_less = before;
        }
        self.chances.push(one_less * answered);
    }

    /// The mean number of answers.
    pub fn answers(&self) -> f64 {
        (self.chances.len() - 1) as f64 * self.answer_rate
    }

    /// The share of answered calls that find nobody: `E[(X - n)+] / E[X]`.
    pub fn abandoned(&self, agents: u32) -> f64 {
        let agents = f64::from(agents);
        self.mean(|answers| (answers - agents).max(0.0)) / self.answers()
    }

    /// The share of the team that gets a call: `E[min(X, n)] / n`.
    pub fn utilisation(&self, agents: u32) -> f64 {
        let agents = f64::from(agents);
        self.mean(|answers| answers.min(agents)) / agents
    }

    fn mean(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.chances.iter().enumerate().map(|(answers, chance)| of(answers as f64) * chance).sum()
    }
}
