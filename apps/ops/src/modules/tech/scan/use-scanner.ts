import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Ref } from 'vue';
import { createAgreement, isWished, type ScanWish } from './agreement.ts';
import { openCamera } from './camera.ts';
import type { Camera } from './camera.ts';
import { troubleOf, type CameraTrouble } from './camera-trouble.ts';
import { openDecoder } from './decoder.ts';
import type { Decoder } from './decoder.ts';
import { deviceCodeOf } from './label-codes.ts';
import { pictureOf } from './photo-picture.ts';

const SLOW_AFTER_MS = 8000;
const BETWEEN_FRAMES_MS = 60;

type ScanPhase = 'starting' | 'looking' | 'slow' | 'still' | 'no-camera';
type OpenEngine = () => Promise<Decoder>;

function useEngine(): OpenEngine {
  let decoder: Promise<Decoder> | undefined;
  onScopeDispose(() => {
    void decoder?.then((opened) => {
      opened.close();
    });
  });
  return () => (decoder ??= openDecoder());
}

function useTools(camera: Ref<Camera | undefined>) {
  const torchOn = ref(false);
  const zoomedTo = ref(1);
  return {
    torchOn,
    zoomedTo,
    toggleTorch: async (): Promise<void> => {
      await camera.value?.torch(!torchOn.value);
      torchOn.value = !torchOn.value;
    },
    zoom: async (): Promise<void> => {
      const limit = camera.value?.zoomLimit ?? 1;
      zoomedTo.value = zoomedTo.value >= limit ? 1 : Math.min(limit, zoomedTo.value * 2);
      await camera.value?.zoom(zoomedTo.value);
    },
    reset: (): void => {
      torchOn.value = false;
      zoomedTo.value = 1;
    },
  };
}

/** The camera on the screen, or why there is none. */
function useCamera(video: Ref<HTMLVideoElement | null>) {
  const camera = shallowRef<Camera>();
  const trouble = ref<CameraTrouble>();

  async function tryToOpen(through: HTMLVideoElement, deviceId: string | undefined): Promise<Camera | CameraTrouble> {
    try {
      return await openCamera(through, deviceId);
    } catch (problem) {
      const why = troubleOf(problem);
      if (why === undefined) throw problem;
      return why;
    }
  }
  return {
    camera,
    trouble,
    /** @param isWanted is the picture still wanted when the person has answered the browser's question? */
    async open(deviceId: string | undefined, isWanted: () => boolean): Promise<Camera | undefined> {
      const opened = video.value === null ? 'absent' : await tryToOpen(video.value, deviceId);
      const isOpen = typeof opened === 'object';
      if (!isWanted()) {
        if (isOpen) opened.close();
        return undefined;
      }
      camera.value = isOpen ? opened : undefined;
      trouble.value = isOpen ? undefined : opened;
      return camera.value;
    },
    close(): void {
      camera.value?.close();
      camera.value = undefined;
    },
  };
}

const nap = (): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, BETWEEN_FRAMES_MS));

/** After eight seconds of looking the person is offered another way; the camera looks on. */
function usePatience(phase: Ref<ScanPhase>) {
  let timer: number | undefined;
  return {
    start: (): void => {
      timer = window.setTimeout(() => {
        if (phase.value === 'looking') phase.value = 'slow';
      }, SLOW_AFTER_MS);
    },
    stop: (): void => window.clearTimeout(timer),
  };
}

interface ScannerUse {
  readonly wish: ScanWish;
  /** What was read before and not taken: it lies in front of the camera still. */
  readonly ignored?: string | undefined;
  readonly onRead: (code: string) => void;
}

const codeOf = (wish: ScanWish, text: string): string => (wish === 'device' ? (deviceCodeOf(text) ?? text) : text);

/** The scanner (R40): looks through the camera until a code counts, and offers another way after eight seconds. */
export function useScanner(video: Ref<HTMLVideoElement | null>, { wish, ignored, onRead }: ScannerUse) {
  const phase = ref<ScanPhase>('starting');
  /** A code that is legible and is not what the person scans for. */
  const other = ref<string>();
  const eyeOn = useCamera(video);
  const { camera, trouble } = eyeOn;
  const { reset, ...tools } = useTools(camera);
  const engine = useEngine();
  const agreement = createAgreement(wish);
  const patience = usePatience(phase);
  let round = 0;

  function settle(text: string): void {
    stop();
    if ('vibrate' in navigator) navigator.vibrate(60);
    onRead(codeOf(wish, text));
  }

  async function look(mine: number, through: Camera): Promise<void> {
    const eye = await engine();
    while (mine === round) {
      const picture = through.frame();
      const reads = picture === undefined ? [] : (await eye.frame(picture)).filter(({ text }) => codeOf(wish, text) !== ignored);
      if (mine !== round) return;
      const read = agreement.accept(reads);
      other.value = reads.find(({ text }) => !isWished(wish, text))?.text ?? other.value;
      if (read === undefined) await nap();
      else settle(read.text);
    }
  }

  async function start(deviceId?: string): Promise<void> {
    stop();
    const mine = (round += 1);
    phase.value = 'starting';
    const opened = await eyeOn.open(deviceId, () => mine === round);
    if (mine !== round) return;
    phase.value = opened === undefined ? 'no-camera' : 'looking';
    if (opened === undefined) return;
    patience.start();
    await look(mine, opened);
  }

  function stop(): void {
    round += 1;
    patience.stop();
    agreement.forget();
    other.value = undefined;
    eyeOn.close();
    reset();
    phase.value = 'still';
  }

  /** Reads a photo of the label with everything the engine can do. @returns whether there was a code of the kind wished for. @throws when the file is no picture. */
  async function readPhoto(file: Blob): Promise<boolean> {
    const picture = await pictureOf(file);
    const read = (await (await engine()).still(picture)).find(({ text }) => isWished(wish, text));
    if (read !== undefined) settle(read.text);
    return read !== undefined;
  }

  onScopeDispose(stop);
  return { phase, trouble, other, camera, ...tools, start, readPhoto };
}
