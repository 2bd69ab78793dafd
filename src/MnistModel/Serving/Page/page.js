"use strict";

// The side of what is sent: small enough to be sent with every movement, large enough to be scaled down well.
const sentSide = 140;
const penWidth = 22;

const drawing = document.getElementById("drawing");
const pen = drawing.getContext("2d", { willReadFrequently: true });
const small = new OffscreenCanvas(sentSide, sentSide).getContext("2d", { willReadFrequently: true });
const bars = Array.from({ length: 10 }, (_, digit) => addBar(digit));

let strokes = [];
let isAsking = false;
let hasChanged = false;

function addBar(digit) {
    const item = document.createElement("li");
    const label = document.createElement("span");
    const meter = document.createElement("meter");
    const percent = document.createElement("span");
    label.textContent = digit;
    meter.setAttribute("aria-label", `probability of ${digit}`);
    item.append(label, meter, percent);
    document.getElementById("probabilities").append(item);
    return { item, meter, percent };
}

function paint() {
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, drawing.width, drawing.height);
    pen.strokeStyle = "#fff";
    pen.lineWidth = penWidth;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    for (const stroke of strokes) {
        pen.beginPath();
        pen.moveTo(stroke[0].x, stroke[0].y);
        // A single point is a dot: a line of no length with round ends.
        for (const point of stroke) pen.lineTo(point.x, point.y);
        pen.stroke();
    }
    hasChanged = true;
    ask();
}

function pixels() {
    small.drawImage(drawing, 0, 0, sentSide, sentSide);
    const colours = small.getImageData(0, 0, sentSide, sentSide).data;
    return Uint8Array.from({ length: sentSide * sentSide }, (_, i) => colours[4 * i]);
}

// One question at a time; what changes meanwhile is asked about next.
async function ask() {
    if (isAsking) return;
    isAsking = true;
    while (hasChanged) {
        hasChanged = false;
        try {
            const response = await fetch("/answer", {
                method: "POST",
                headers: { "Content-Type": "application/octet-stream" },
                body: pixels(),
            });
            if (!response.ok) throw new Error(await response.text());
            show(await response.json());
            trouble("");
        } catch (error) {
            trouble(`The program does not answer: ${error.message}. Is it still running?`);
        }
    }
    isAsking = false;
}

function trouble(text) {
    const line = document.getElementById("trouble");
    line.textContent = text;
    line.hidden = text === "";
}

function show(answer) {
    const isEmpty = answer.class === null;
    const output = document.getElementById("answer");
    const text = isEmpty ? "–" : String(answer.class);
    if (output.textContent !== text) output.textContent = text;
    bars.forEach(({ item, meter, percent }, digit) => {
        const probability = isEmpty ? 0 : answer.probabilities[digit];
        meter.value = probability;
        percent.textContent = isEmpty ? "" : `${(100 * probability).toFixed(2)} %`;
        item.classList.toggle("largest", digit === answer.class);
    });
    const seen = document.getElementById("seen").getContext("2d");
    paintMap(seen, bytes(answer.seen), 28, 28);
    const place = document.getElementById("maps");
    answer.maps.forEach((layer, index) => paintMaps(layer, place.children[index] ?? addLayer(place)));
}

function addLayer(place) {
    const figure = document.createElement("figure");
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    figure.append(canvas, document.createElement("figcaption"));
    place.append(figure);
    return figure;
}

function paintMaps({ title, height, width, count, shades }, figure) {
    const [canvas, caption] = figure.children;
    const across = 16;
    const gap = 2;
    // Maps of few pixels are drawn larger, so that all layers are about equally wide.
    const scale = Math.max(1, Math.round(56 / width));
    const [columnStep, rowStep] = [width * scale + gap, height * scale + gap];
    const [wholeWidth, wholeHeight] = [across * columnStep - gap, Math.ceil(count / across) * rowStep - gap];
    caption.textContent = `${title}: ${count} maps of ${height} × ${width}`;
    canvas.setAttribute("aria-label", caption.textContent);
    if (canvas.width !== wholeWidth || canvas.height !== wholeHeight)
        [canvas.width, canvas.height] = [wholeWidth, wholeHeight];
    const target = canvas.getContext("2d");
    target.imageSmoothingEnabled = false;
    target.fillStyle = "#59606d";
    target.fillRect(0, 0, wholeWidth, wholeHeight);
    const tile = new OffscreenCanvas(width, height);
    const all = bytes(shades);
    for (let map = 0; map < count; map++) {
        paintMap(tile.getContext("2d"), all.subarray(map * width * height, (map + 1) * width * height), height, width);
        const [left, top] = [(map % across) * columnStep, Math.floor(map / across) * rowStep];
        target.drawImage(tile, left, top, width * scale, height * scale);
    }
}

function paintMap(target, shades, height, width) {
    const image = target.createImageData(width, height);
    shades.forEach((shade, i) => image.data.set([shade, shade, shade, 255], 4 * i));
    target.putImageData(image, 0, 0);
}

function bytes(base64) {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function pointOf(event) {
    const place = drawing.getBoundingClientRect();
    return {
        x: ((event.clientX - place.left) * drawing.width) / place.width,
        y: ((event.clientY - place.top) * drawing.height) / place.height,
    };
}

function clear() {
    strokes = [];
    paint();
}

function undo() {
    strokes.pop();
    paint();
}

drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    drawing.setPointerCapture(event.pointerId);
    strokes.push([pointOf(event)]);
    paint();
});
drawing.addEventListener("pointermove", (event) => {
    if (!drawing.hasPointerCapture(event.pointerId)) return;
    // All positions since the last event, so that a quick stroke stays round.
    const moves = event.getCoalescedEvents?.() ?? [];
    strokes.at(-1).push(...(moves.length > 0 ? moves : [event]).map(pointOf));
    paint();
});
document.getElementById("clear").addEventListener("click", clear);
document.getElementById("undo").addEventListener("click", undo);
document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    else if (event.key.toLowerCase() === "z" && !event.altKey) undo();
});
paint();
