//! What charts promise to those who look, those who listen and those who read the table.

use charts::{
    Bar, BarChart, Direction, LineChart, Period, RangeChart, RangeRow, Series, Shape, Target, Value,
};

const SHAPES: [Shape; 2] = [Shape::Wide, Shape::Narrow];

fn per_cent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn share(per_mille: u32) -> Option<Value<'static>> {
    let label = format!("{}.{}%", per_mille / 10, per_mille % 10);
    Some(Value::new(f64::from(per_mille) / 1000.0, label))
}

fn months(count: usize) -> Vec<Period<'static>> {
    (1..=count).map(|month| Period::new(format!("Month {month}"), format!("M{month}"))).collect()
}

fn line_chart(series: Vec<Series<'static>>) -> LineChart<'static> {
    let count = series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    LineChart {
        id: "replies",
        title: "Replies in time",
        description: "Most replies were in time.",
        periods: months(count),
        series,
        target: Some(Target::new(0.95, "Target 95%")),
        axis: Some((0.0, 1.0)),
        axis_label: &per_cent,
        period_heading: "Month",
        missing: "No figure",
    }
}

fn bar_chart(direction: Direction, bars: Vec<Bar<'static>>) -> BarChart<'static> {
    BarChart {
        id: "upheld",
        title: "Complaints upheld",
        description: "Housing upholds most.",
        bars,
        direction,
        target: None,
        axis: None,
        axis_label: &per_cent,
        name_heading: "Service",
        value_heading: "Upheld",
        missing: "No figure",
    }
}

fn range_chart(rows: Vec<RangeRow<'static>>) -> RangeChart<'static> {
    RangeChart {
        id: "satisfied",
        title: "Satisfied with the reply",
        description: "About two thirds are.",
        rows,
        target: Some(Target::new(0.7, "Target 70%")),
        axis: Some((0.0, 1.0)),
        axis_label: &per_cent,
        name_heading: "Group",
        share_heading: "Satisfied",
        range_heading: "Likely between",
        missing: "Too few answers",
    }
}

/// Every kind of chart with ordinary data: its pictures and its table.
fn samples() -> Vec<(String, Vec<String>, String)> {
    let series = vec![
        Series::new("Housing", vec![share(910), None, share(973), share(981)]),
        Series::new("Waste", vec![share(610), share(652), None, share(700)]),
    ];
    let bars = || {
        vec![
            Bar::new("Housing", share(420)),
            Bar::new("Libraries", None),
            Bar::new("Council tax", share(55)),
        ]
    };
    let rows = vec![
        RangeRow::new("Everyone", Value::new(0.62, "62%"), (0.55, 0.69), "55% to 69%"),
        RangeRow::missing("Under 25"),
    ];
    let line = line_chart(series);
    let upright = bar_chart(Direction::Vertical, bars());
    let lying = bar_chart(Direction::Horizontal, bars());
    let range = range_chart(rows);
    let pictures = |svg: &dyn Fn(Shape) -> maud::Markup| SHAPES.map(|shape| svg(shape).0).to_vec();
    vec![
        ("line".to_owned(), pictures(&|shape| line.svg(shape)), line.table().0),
        ("upright".to_owned(), pictures(&|shape| upright.svg(shape)), upright.table().0),
        ("lying".to_owned(), pictures(&|shape| lying.svg(shape)), lying.table().0),
        ("range".to_owned(), pictures(&|shape| range.svg(shape)), range.table().0),
    ]
}

/// The words between `text` tags, as a reader sees them.
fn words(svg: &str) -> Vec<String> {
    let texts = svg.split("<text ").skip(1).filter_map(|rest| {
        let (_, rest) = rest.split_once('>')?;
        rest.split_once("</text>").map(|(words, _)| words.to_owned())
    });
    texts.collect()
}

#[test]
fn a_missing_month_leaves_a_gap() {
    let with_gap = vec![share(900), share(910), None, share(930), share(940)];
    let svg = line_chart(vec![Series::new("Housing", with_gap)]).svg(Shape::Wide).0;
    let line = svg.split("<path ").find(|path| path.contains("stroke-linejoin")).unwrap();
    let path = line.split('"').nth(1).unwrap();
    assert_eq!(path.matches('M').count(), 2, "{path}");
    assert_eq!(path.matches('L').count(), 2, "{path}");
}

#[test]
fn a_value_between_two_gaps_still_has_a_mark() {
    let svg = line_chart(vec![Series::new("Housing", vec![None, share(900), None])]);
    let svg = svg.svg(Shape::Wide).0;
    assert_eq!(svg.matches("a5 5 0 1 0 10 0").count(), 1, "{svg}");
}

#[test]
fn a_value_that_is_no_number_counts_as_missing() {
    let values = vec![share(900), Some(Value::new(f64::NAN, "?")), share(910)];
    let chart = line_chart(vec![Series::new("Housing", values)]);
    assert!(chart.table().0.contains("No figure"));
    assert!(!chart.svg(Shape::Wide).0.contains("NaN"));
}

#[test]
fn the_target_is_labelled_in_picture_and_table() {
    let series = vec![Series::new("Housing", vec![share(900), share(910)])];
    let line = line_chart(series);
    let mut bars = bar_chart(Direction::Vertical, vec![Bar::new("Housing", share(420))]);
    bars.target = Some(Target::new(0.3, "Target 30%"));
    let mut lying = bar_chart(Direction::Horizontal, vec![Bar::new("Housing", share(420))]);
    lying.target = Some(Target::new(0.3, "Target 30%"));
    let range = range_chart(vec![RangeRow::missing("Everyone")]);
    for shape in SHAPES {
        assert!(words(&line.svg(shape).0).contains(&"Target 95%".to_owned()));
        assert!(words(&bars.svg(shape).0).contains(&"Target 30%".to_owned()));
        assert!(words(&lying.svg(shape).0).contains(&"Target 30%".to_owned()));
        assert!(words(&range.svg(shape).0).contains(&"Target 70%".to_owned()));
    }
    assert!(line.table().0.contains("Target 95%"));
    assert!(bars.table().0.contains("Target 30%"));
    assert!(range.table().0.contains("Target 70%"));
}

#[test]
fn every_word_of_the_picture_that_is_not_the_axis_is_in_the_table() {
    let axis: Vec<String> = (0..=20).map(|step| per_cent(f64::from(step) / 20.0)).collect();
    for (name, pictures, table) in samples() {
        for word in pictures.iter().flat_map(|svg| words(svg)) {
            let is_period = word.starts_with('M') && table.contains(&word.replace('M', "Month "));
            // "62% (55% to 69%)" stands in two cells.
            let parts = word.trim_end_matches(')').split(" (").map(str::to_owned);
            let in_table = parts.into_iter().all(|part| table.contains(&format!(">{part}<")));
            assert!(axis.contains(&word) || is_period || in_table, "{name}: {word}");
        }
    }
}

#[test]
fn every_value_is_in_the_table_once_with_the_label_it_was_given() {
    let (_, _, table) = &samples()[0];
    for label in ["91.0%", "97.3%", "98.1%", "61.0%", "65.2%", "70.0%"] {
        assert_eq!(table.matches(&format!(">{label}<")).count(), 1, "{label}");
    }
    assert_eq!(table.matches(">No figure<").count(), 2);
}

#[test]
fn bars_say_their_values_where_there_is_room() {
    for (name, pictures, _) in samples().into_iter().filter(|(name, ..)| name != "line") {
        for svg in pictures {
            let expected = if name == "range" { "62% (55% to 69%)" } else { "42.0%" };
            assert!(words(&svg).contains(&expected.to_owned()), "{name}: {svg}");
        }
    }
}

#[test]
fn upright_bars_whose_names_do_not_fit_lie_down() {
    let names = ["Enforcement", "Environment", "Libraries", "Registrars"];
    let bars = || names.map(|name| Bar::new(name, share(500))).to_vec();
    let upright = bar_chart(Direction::Vertical, bars());
    let lying = bar_chart(Direction::Horizontal, bars());
    assert_ne!(upright.svg(Shape::Wide).0, lying.svg(Shape::Wide).0);
    assert_eq!(upright.svg(Shape::Narrow).0, lying.svg(Shape::Narrow).0);
}

#[test]
fn many_upright_bars_have_an_axis_and_show_that_nothing_is_not_zero() {
    let mut bars: Vec<_> = (1..=12).map(|month| Bar::new(month.to_string(), share(500))).collect();
    bars[3].value = None;
    bars[4].value = Some(Value::new(0.0, "0.0%"));
    let words = words(&bar_chart(Direction::Vertical, bars).svg(Shape::Narrow).0);
    assert!(words.contains(&"30%".to_owned()), "{words:?}");
    assert_eq!(words.iter().filter(|word| *word == "–").count(), 1, "{words:?}");
}

#[test]
fn a_picture_has_a_role_a_title_and_a_description_that_it_is_named_by() {
    for (name, pictures, _) in samples() {
        for svg in pictures {
            assert!(svg.contains("role=\"img\""), "{name}");
            let names = svg.split("aria-labelledby=\"").nth(1).unwrap().split('"').next().unwrap();
            let ids: Vec<_> = names.split(' ').collect();
            assert!(svg.contains(&format!("<title id=\"{}\">", ids[0])), "{name}");
            assert!(svg.contains(&format!("<desc id=\"{}\">", ids[1])), "{name}");
        }
    }
}

#[test]
fn both_shapes_of_a_figure_have_ids_of_their_own() {
    let figure = line_chart(vec![Series::new("Housing", vec![share(900)])]).figure().0;
    let mut ids: Vec<_> = figure.split(" id=\"").skip(1).map(|it| it.split('"').next()).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((all, ids.len()), (4, 4), "{figure}");
}

#[test]
fn nothing_in_a_picture_needs_a_style_attribute() {
    for (name, pictures, table) in samples() {
        for markup in pictures.iter().chain([&table]) {
            assert!(!markup.contains("style="), "{name}");
        }
    }
}

#[test]
fn series_differ_in_dashes_and_marks_as_well_as_in_colour() {
    let series = |name| Series::new(name, vec![share(500), share(600)]);
    let svg = line_chart(vec![series("A"), series("B"), series("C")]).svg(Shape::Wide).0;
    assert!(svg.contains("stroke-dasharray=\"8 5\"") && svg.contains("stroke-dasharray=\"3 3\""));
    assert!(svg.contains("a5 5 0 1 0") && svg.contains("h9v9h-9z") && svg.contains("l6 10h-12z"));
}

#[test]
fn hostile_text_stays_text() {
    let bad = "<script>\"&";
    let mut line = line_chart(vec![Series::new(bad, vec![Some(Value::new(0.5, bad))])]);
    line.title = bad;
    line.description = bad;
    line.id = "\"><script>";
    line.target = Some(Target::new(0.9, bad));
    line.periods = vec![Period::new(bad, bad)];
    let mut bars = bar_chart(Direction::Horizontal, vec![Bar::new(bad, None)]);
    bars.missing = bad;
    let range = range_chart(vec![RangeRow::new(bad, Value::new(0.5, bad), (0.4, 0.6), bad)]);
    let markups =
        [line.figure(), line.table(), bars.figure(), bars.table(), range.figure(), range.table()];
    for markup in markups {
        assert!(!markup.0.contains("<script"), "{}", markup.0);
        assert!(!markup.0.contains("=\"\">"), "{}", markup.0);
    }
}

#[test]
fn no_data_one_point_and_flat_lines_are_drawn_without_nonsense() {
    let zero = || Some(Value::new(0.0, "0"));
    let lines = [
        line_chart(Vec::new()),
        line_chart(vec![Series::new("Empty", Vec::new())]),
        line_chart(vec![Series::new("None", vec![None, None])]),
        line_chart(vec![Series::new("One", vec![share(500)])]),
        LineChart { axis: None, ..line_chart(vec![Series::new("Flat", vec![zero(), zero()])]) },
    ];
    let bars = [Vec::new(), vec![Bar::new("Zero", zero())], vec![Bar::new("None", None)]];
    let huge = Some(Value::new(1e300, "very many"));
    let mut pictures: Vec<_> = SHAPES
        .iter()
        .flat_map(|shape| lines.iter().map(|chart| chart.svg(*shape).0).collect::<Vec<_>>())
        .collect();
    for shape in SHAPES {
        for bars in bars.iter().cloned().chain([vec![Bar::new("Huge", huge.clone())]]) {
            pictures.push(bar_chart(Direction::Vertical, bars.clone()).svg(shape).0);
            pictures.push(bar_chart(Direction::Horizontal, bars).svg(shape).0);
        }
        pictures.push(range_chart(Vec::new()).svg(shape).0);
    }
    for svg in pictures {
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn a_single_period_stands_in_the_middle_and_ends_stay_in_the_picture() {
    let svg = line_chart(vec![Series::new("One", vec![share(500)])]).svg(Shape::Narrow).0;
    let at = svg.split("<text ").find(|text| text.contains(">M1<")).unwrap();
    let x: f64 = at.split('"').nth(1).unwrap().parse().unwrap();
    assert!((100.0..250.0).contains(&x), "{x}");
}

#[test]
fn negative_values_go_the_other_way_from_the_same_line() {
    let change = |number, label: &'static str| Some(Value::new(number, label));
    let bars = || vec![Bar::new("Down", change(-12.0, "−12")), Bar::new("Up", change(12.0, "+12"))];
    let svg = bar_chart(Direction::Horizontal, bars()).svg(Shape::Wide).0;
    let bars: Vec<(f64, f64)> = svg
        .split("<rect ")
        .skip(2)
        .map(|rect| {
            let values: Vec<_> = rect.split('"').collect();
            (values[1].parse().unwrap(), values[5].parse().unwrap())
        })
        .collect();
    let [down, up] = bars[..] else { panic!("two bars: {svg}") };
    assert!((down.0 + down.1 - up.0).abs() < 0.2, "{bars:?}");
    assert!((down.1 - up.1).abs() < 0.2, "{bars:?}");
}
