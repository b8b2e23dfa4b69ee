//! A queue of people who wait for one of those who serve them: callers for advisers, visitors
//! for the counter. First come, first served; who has waited too long goes away.

/// Somebody who joins the queue. Times are seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comes {
    /// When.
    pub(crate) at: i64,
    /// How long they are ready to wait.
    pub(crate) patience: i64,
    /// How long dealing with them takes.
    pub(crate) takes: i64,
}

/// What became of somebody in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    /// Served, by the one of this number.
    Served {
        /// From when.
        at: i64,
        /// Until when.
        until: i64,
        /// By whom.
        by: usize,
    },
    /// Went away unserved.
    Left {
        /// When.
        at: i64,
    },
}

/// How many serve in each half hour of a day. Whoever is there at the end stays until the last
/// in the queue has been served.
pub(crate) struct Rota {
    /// When the first half hour begins.
    pub(crate) opens: i64,
    /// How many serve in each.
    pub(crate) serving: Vec<usize>,
}

/// How long a place in a rota lasts.
pub(crate) const HALF_HOUR: i64 = 1_800;

impl Rota {
    fn serving_at(&self, at: i64) -> usize {
        let place = usize::try_from((at - self.opens).div_euclid(HALF_HOUR)).unwrap_or_default();
        self.serving.get(place).or(self.serving.last()).copied().unwrap_or_default()
    }

    /// When the one of a number can serve next, from a moment on.
    fn next_free(&self, number: usize, from: i64) -> Option<i64> {
        let mut at = from.max(self.opens);
        // Half hours of one day and a little more.
        for _ in 0..64 {
            if number < self.serving_at(at) {
                return Some(at);
            }
            at += HALF_HOUR - (at - self.opens).rem_euclid(HALF_HOUR);
        }
        None
    }
}

/// Lives through a day's queue. `comes` is in the order of coming, and so is what is given back.
pub(crate) fn serve(rota: &Rota, comes: &[Comes]) -> Vec<Became> {
    let most = rota.serving.iter().copied().max().unwrap_or_default();
    let mut free = vec![rota.opens; most];
    comes
        .iter()
        .map(|caller| {
            let first = free.iter().enumerate().filter_map(|(number, free)| {
                let at = rota.next_free(number, caller.at.max(*free))?;
                // Of those who are free now, whoever has been free for longest.
                Some((at, *free, number))
            });
            match first.min() {
                Some((at, _, by)) if at - caller.at <= caller.patience => {
                    let until = at + caller.takes;
                    free[by] = until;
                    Became::Served { at, until, by }
                }
                _ => Became::Left { at: caller.at + caller.patience },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes(at: i64, patience: i64, takes: i64) -> Comes {
        Comes { at, patience, takes }
    }

    #[test]
    fn who_comes_first_is_served_first_and_who_waits_too_long_goes() {
        let rota = Rota { opens: 0, serving: vec![1; 4] };
        let became = serve(&rota, &[comes(10, 60, 300), comes(20, 60, 300), comes(100, 500, 60)]);
        assert_eq!(
            became,
            [
                Became::Served { at: 10, until: 310, by: 0 },
                Became::Left { at: 80 },
                Became::Served { at: 310, until: 370, by: 0 },
            ]
        );
    }

    #[test]
    fn calls_are_shared_out_and_nobody_serves_outside_their_shift() {
        let rota = Rota { opens: 0, serving: vec![2, 1, 2] };
        let became = serve(
            &rota,
            &[
                comes(0, 9_999, 60),
                comes(0, 9_999, 60),
                comes(1_900, 9_999, 5_000),
                comes(1_901, 9_999, 60),
            ],
        );
        let by: Vec<(i64, usize)> = became
            .iter()
            .filter_map(|one| match one {
                Became::Served { at, by, .. } => Some((*at, *by)),
                Became::Left { .. } => None,
            })
            .collect();
        assert_eq!(by, [(0, 0), (0, 1), (1_900, 0), (3_600, 1)]);
    }

    #[test]
    fn the_last_in_the_queue_are_served_after_closing() {
        let rota = Rota { opens: 0, serving: vec![1] };
        let became = serve(&rota, &[comes(1_799, 9_999, 600), comes(1_799, 9_999, 600)]);
        assert_eq!(became[1], Became::Served { at: 2_399, until: 2_999, by: 0 });
    }
}
