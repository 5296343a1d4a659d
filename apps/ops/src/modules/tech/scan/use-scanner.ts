import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Ref } from 'vue';
import { createAgreement, namesDevice } from './agreement.ts';
import { openCamera } from './camera.ts';
import type { Camera } from './camera.ts';
import { openDecoder } from './decoder.ts';
import type { Decoder } from './decoder.ts';

const SLOW_AFTER_MS = 8000;
const BETWEEN_FRAMES_MS = 60;

async function pictureOf(file: Blob): Promise<ImageData | undefined> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, 2400 / Math.max(bitmap.width, bitmap.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  const pen = canvas.getContext('2d');
  pen?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return pen?.getImageData(0, 0, canvas.width, canvas.height);
}

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
  let zoomedTo = 1;
  return {
    torchOn,
    toggleTorch: async (): Promise<void> => {
      await camera.value?.torch(!torchOn.value);
      torchOn.value = !torchOn.value;
    },
    zoom: async (): Promise<void> => {
      const limit = camera.value?.zoomLimit ?? 1;
      zoomedTo = zoomedTo >= limit ? 1 : Math.min(limit, zoomedTo * 2);
      await camera.value?.zoom(zoomedTo);
    },
    reset: (): void => {
      torchOn.value = false;
      zoomedTo = 1;
    },
  };
}

/** @returns undefined when there is no camera or the person does not allow it. */
async function tryCamera(video: HTMLVideoElement, deviceId: string | undefined): Promise<Camera | undefined> {
  try {
    return await openCamera(video, deviceId);
  } catch (problem) {
    if (problem instanceof DOMException || problem instanceof TypeError) return undefined;
    throw problem;
  }
}

/** The scanner (R40): looks through the camera until a code counts, and offers another way after eight seconds. */
export function useScanner(video: Ref<HTMLVideoElement | null>, onRead: (text: string) => void) {
  const phase = ref<'starting' | 'looking' | 'slow' | 'still' | 'no-camera'>('starting');
  const camera = shallowRef<Camera>();
  const { torchOn, toggleTorch, zoom, reset } = useTools(camera);
  const engine = useEngine();
  const agreement = createAgreement();
  let round = 0;
  let slowTimer: number | undefined;

  const nap = (): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, BETWEEN_FRAMES_MS));
  function settle(text: string): void {
    stop();
    if ('vibrate' in navigator) navigator.vibrate(60);
    onRead(text);
  }

  async function look(mine: number, through: Camera): Promise<void> {
    const eye = await engine();
    while (mine === round) {
      const picture = through.frame();
      const read = picture === undefined ? undefined : agreement.accept(await eye.frame(picture));
      if (read !== undefined && mine === round) settle(read.text);
      else await nap();
    }
  }

  async function start(deviceId?: string): Promise<void> {
    stop();
    const mine = (round += 1);
    phase.value = 'starting';
    const opened = video.value === null ? undefined : await tryCamera(video.value, deviceId);
    if (mine !== round) {
      opened?.close();
      return;
    }
    camera.value = opened;
    phase.value = opened === undefined ? 'no-camera' : 'looking';
    if (opened === undefined) return;
    slowTimer = window.setTimeout(() => {
      if (phase.value === 'looking') phase.value = 'slow';
    }, SLOW_AFTER_MS);
    await look(mine, opened);
  }

  function stop(): void {
    round += 1;
    window.clearTimeout(slowTimer);
    agreement.forget();
    camera.value?.close();
    camera.value = undefined;
    reset();
    phase.value = 'still';
  }

  /** Reads a photo of the label with everything the engine can do. @returns whether there was a device's code. */
  async function readPhoto(file: Blob): Promise<boolean> {
    const picture = await pictureOf(file);
    const read = picture === undefined ? undefined : (await (await engine()).still(picture)).find(namesDevice);
    if (read !== undefined) settle(read.text);
    return read !== undefined;
  }

  onScopeDispose(stop);
  return { phase, camera, torchOn, start, toggleTorch, zoom, readPhoto };
}
